extension Operation {
    /// Who the caller is; needs no permission.
    public static let getCallerIdentity = Operation(
        .sts, "GetCallerIdentity", keeps: .structure([.must("UserId"), .must("Account"), .must("Arn")]))

    static let sts = [getCallerIdentity]
}
