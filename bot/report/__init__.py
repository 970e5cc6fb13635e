"""Report: a talk and its debrief as words, pictures and documents."""
