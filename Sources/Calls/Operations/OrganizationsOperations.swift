/// Organizations, API of 2016-11-28: the organisation that an account belongs to.
extension Operation {
    /// The organisation of the caller's account; AWSOrganizationsNotInUseException where it belongs to none.
    ///
    /// Any account of an organisation may ask. Its management account's address is not kept.
    public static let describeOrganization = Operation(
        .organizations, "DescribeOrganization", .read, .json(target: "AWSOrganizationsV20161128"),
        keeps: .structure([.may("Organization", .structure([.may("Id"), .may("Arn"), .may("MasterAccountId")]))]))

    static let organization = [describeOrganization]
}
