"""Delivery: what comes in is dealt with once, what goes out goes out once and in order, whatever crashes in between.

A conversation is a row; whoever holds its lease may deal with one thing; dealing with one thing is one transaction.
This room knows neither Slack nor a database: both are ports, chosen in bootstrap.
"""

from bot.delivery.caretaker import Retention
from bot.delivery.desk import Desk
from bot.delivery.ground import Clock, Ground, Pace
from bot.delivery.meter import Meter
from bot.delivery.store import DeliveryStore
from bot.delivery.values import (
    Held,
    Input,
    Json,
    Lease,
    Parcel,
    Play,
    Post,
    Receipt,
    Refused,
    Result,
    Send,
    Sent,
    Settled,
    Timer,
    Uncertain,
    Work,
)
from bot.delivery.worker import GivenUp

__all__ = [
    "Clock",
    "DeliveryStore",
    "Desk",
    "GivenUp",
    "Ground",
    "Held",
    "Input",
    "Json",
    "Lease",
    "Meter",
    "Pace",
    "Parcel",
    "Play",
    "Post",
    "Receipt",
    "Refused",
    "Result",
    "Retention",
    "Send",
    "Sent",
    "Settled",
    "Timer",
    "Uncertain",
    "Work",
]
