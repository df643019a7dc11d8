public import Design

/// Whether the policies as they were read would let the links of a send hold.
public struct ChainView: Sendable {
    private let design: DelegateSending
    private let observations: Observations

    /// The chain of a design, as it was seen.
    public init(_ design: DelegateSending, _ observations: Observations) {
        self.design = design
        self.observations = observations
    }

    /// Whether STS would give the role for the token: the provider knows its audience, and the role trusts it.
    ///
    /// False also where one of both could not be read.
    public var givesRole: Bool {
        guard let role = observations.role(design.roleName)?.value,
            let provider = observations.provider(design.providerARN)?.value,
            provider.clientIDs.contains(DelegateSending.audience)
        else { return false }
        return TrustView(role: role, token: design.podToken).isOpen
    }

    /// Whether both doors are open for a message of the role; false also where one of them could not be read.
    public func takesMessage(to receiver: String) -> Bool {
        guard observations.role(design.roleName)?.value != nil else { return false }
        let doors = DoorsView(design, observations, receiver: receiver)
        return doors.isFirstOpen == true && doors.isSecondOpen == true
    }
}
