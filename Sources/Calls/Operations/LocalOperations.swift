import Wire

/// What is no request: this computer answers, nothing goes over the network, and no permission is needed.
extension Operation {
    /// Where a side's credentials come from and when they end; never the credentials.
    ///
    /// `profile` is absent where no profile is used, `expires` where they do not end or nobody knows.
    public static let credentials = Operation(
        .local, "Credentials", .read, .local,
        keeps: .structure([.may("profile"), .must("source"), .must("method"), .may("expires", .time)]), actions: [])

    /// How far this computer's clock is behind AWS's, as the `Date` of AWS's last answer to a side's caller showed it.
    public static let clock = Operation(
        .local, "Clock", .read, .local, keeps: .structure([.must("skewSeconds", .integer)]), actions: [])

    /// How the API server is reached, as the kubeconfig says it; never tokens or keys.
    ///
    /// `files` are what it was merged from; `user` is how the caller is proven: `token`, `tokenFile`,
    /// `clientCertificate`, `eks`, `exec` or `nothing`.
    public static let kubeconfig = Operation(
        .local, "Kubeconfig", .read, .local,
        keeps: .structure([
            .may("files", .list(.text)), .may("context"), .may("cluster"), .may("server"), .may("namespace"),
            .may("userName"), .may("user"), .may("execCommand"), .may("eksCluster"), .may("profile"),
            .may("certificateAuthority"), .must("isVerified", .bool),
        ]), actions: [])

    static let local = [credentials, clock, kubeconfig]
}
