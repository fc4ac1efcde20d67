"""What a check may know besides the item that it looks at."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from xenstream.contents.configuration import DomainConfig
    from xenstream.contents.hosts import Host
    from xenstream.contents.policies import Policy
    from xenstream.restore.cpu_policy import GuestPolicy
    from xenstream.restore.state import Restoring
    from xenstream.restore.versions import Version
    from xenstream.walk.walker import Configuration, Layer


class Context:
    """The restore that is asked about. A check reads it and changes nothing."""

    def __init__(
        self,
        xen: Version | None = None,
        host_policy: Host | None = None,
        states: Mapping[Layer, Restoring] | None = None,
    ) -> None:
        """Take the Xen that is to restore the stream, None where no restore is asked about."""
        self.is_restore = xen is not None
        """Whether a restore is asked about at all, as in profile restore."""
        self.xen: Version = xen or ()
        """The Xen that is to restore; compare it with >= and < only."""
        self.host_policy = host_policy
        """What the processors of its host have to offer, where that is known."""
        self._states = {} if states is None else states

    def on(self, xen: Version) -> Context:
        """Give the same for another Xen."""
        return Context(xen, self.host_policy, self._states)

    def state_of(self, layer: Layer) -> Restoring | None:
        """Give how far the restore of a libxc layer is; None where nobody asks, or too early."""
        return self._states.get(layer)

    def host_policy_of(self, state: Restoring) -> Policy | None:
        """Give what the host has for a guest; None where that is not known."""
        host = self.host_policy
        return None if host is None else host.policy(is_hvm=not state.is_pv)

    def guest_policy_of(self, state: Restoring) -> GuestPolicy:
        """Give the most that a guest can have of a CPU on the Xen that is to restore it."""
        from xenstream.restore.cpu_policy import most_of  # only where state is looked into

        return most_of(
            state.applied_policy, self.xen, state.guest_on(self.xen), self.host_policy_of(state)
        )

    def domain_of(self, layer: Layer) -> DomainConfig | None:
        """Give what the configuration around a layer says of the domain, None without one."""
        return None if layer.configuration is None else self.domain_in(layer.configuration)

    def domain_in(self, configuration: Configuration) -> DomainConfig:
        """Give what a configuration says of the domain."""
        if not self.is_restore:
            from xenstream.contents.configuration import domain_of  # only where there is one

            return domain_of(configuration)
        from xenstream.restore.libxl_config import domain_on

        return domain_on(configuration, self.xen)
