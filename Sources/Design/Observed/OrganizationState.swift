public import Calls
public import Wire

/// The organisation that an account belongs to (`organizations:DescribeOrganization`).
public struct OrganizationState: AnswerView, Hashable {
    /// Its ID, `o-…`.
    public let id: String

    /// Reads `organizations:DescribeOrganization`.
    public init(_ answer: JSONValue, of call: Call) throws(ViewProblem) {
        id = try ViewProblem.text(answer["Organization"], "Id")
    }
}

extension DelegateSending {
    /// What has to be asked for the organisation of the role, where a sending policy lets in whole organisations; the
    /// answer to a condition that only pods could settle else.
    ///
    /// - Parameter observations: What was read of the identity.
    /// - Returns: The call, or nothing where no policy asks.
    public func organizationReads(_ observations: Observations) -> [Call] {
        let identity = observations.identity(.ses, self.identity, in: sesRegion)?.value
        let asks = identity?.policies.values.contains { $0.lowercased().contains("aws:principalorgid") } ?? false
        return asks ? [Read.organization.call] : []
    }
}
