import Wire

/// The one operation of Organizations that members of an organisation use: which one it is.
enum OrganizationsOperations {
    /// The table of operations.
    static let table: [AWSOperation] = [
        AWSOperation(
            "DescribeOrganization", action: "organizations:DescribeOrganization", readOnly: true, work: describe)
    ]

    private static func describe(_ call: AWSCall, _ state: inout WorldState) throws(AWSFault) -> AWSAnswer {
        guard let id = state.accounts[call.account]?.organization else {
            throw AWSFault(
                "AWSOrganizationsNotInUseException", "Your account is not a member of an organization.")
        }
        // The one that every world's accounts belong to is managed from an account that nobody here has.
        let manager = "777788889999"
        let arn = "arn:\(call.partition):organizations::\(manager):"
        return .object([
            (
                "Organization",
                [
                    "Arn": .string("\(arn)organization/\(id)"), "FeatureSet": "ALL", "Id": .string(id),
                    "MasterAccountArn": .string("\(arn)account/\(id)/\(manager)"),
                    "MasterAccountEmail": "aws@example.com",
                    "MasterAccountId": .string(manager),
                ]
            )
        ])
    }
}
