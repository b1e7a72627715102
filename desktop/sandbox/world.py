"""All that the stand-in servers share while they run: one of these per sandbox, handed to each of them."""

from __future__ import annotations

from random import Random

from desktop.sandbox.clock import Clock
from desktop.sandbox.faults import FaultPlan
from desktop.sandbox.graph.store import Store
from desktop.sandbox.graph.tokens import Tokens
from desktop.sandbox.graph.usage import Usage
from desktop.sandbox.journal import Journal
from desktop.sandbox.omni.access import PrivateApp
from desktop.sandbox.omni.bucket import Bucket
from desktop.sandbox.omni.catalogue import open_shop
from desktop.sandbox.omni.changes import ShopEvents
from desktop.sandbox.scenario import Scenario
from desktop.sandbox.switches import Switches


class World:
    """The state of one sandbox. Everything random in it follows from the scenario's seed."""

    def __init__(self, scenario: Scenario, clock: Clock) -> None:
        self.clock = clock
        self.switches = Switches()
        self.journal = Journal()
        self.usage = Usage()
        self.faults = FaultPlan(Random(f"{scenario.seed} faults"))
        self.store = Store(scenario, clock.now(), Random(f"{scenario.seed} late"))
        self.tokens = Tokens(Random(f"{scenario.seed} tokens"), self.store.page, clock.now())
        self.traces = Random(f"{scenario.seed} traces")
        self.shop = open_shop(scenario, clock.now())
        self.shop_events = ShopEvents(self.shop, clock, Random(f"{scenario.seed} shop"))
        self.private_app = PrivateApp(Random(f"{scenario.seed} private app"))
        self.bucket = Bucket()
        self.unrest = Random(f"{scenario.seed} unrest")
