import Digest
public import Identifiers
import Wire

/// What makes a setup unique: whose pods they are.
///
/// Names, lock and journal follow it. Role, sender and SES account are no part of it: they may change while the setup stays the same one.
public struct SetupKey: Hashable, Sendable {
    /// The account that owns the cluster.
    public let account: AccountID
    /// The cluster's region.
    public let region: Region
    /// The cluster's name, else its issuer without scheme.
    public let cluster: String
    /// The namespace of the pods.
    public let namespace: Namespace
    /// The service account of the pods.
    public let serviceAccount: ServiceAccountName
    /// What stands for the cluster in names: its name, else the beginning of its issuer's ID, else the issuer's host.
    let clusterWord: String
    /// What stood for the cluster in names of the first version.
    let firstClusterWord: String

    init(
        account: AccountID, region: Region, cluster: ClusterName?, issuer: IssuerURL?, namespace: Namespace,
        serviceAccount: ServiceAccountName
    ) {
        self.account = account
        self.region = region
        self.cluster = cluster?.text ?? issuer?.text ?? ""
        self.namespace = namespace
        self.serviceAccount = serviceAccount
        clusterWord =
            cluster?.text ?? issuer?.clusterID.map { $0.prefix(8).lowercased() } ?? issuer?.host ?? ""
        firstClusterWord =
            cluster?.text
            ?? issuer.map { ($0.clusterID ?? StableHash.hex($0.text)).prefix(8).lowercased() } ?? ""
    }

    /// The parts as people read them: `<cluster>-<namespace>-<service account>`.
    var words: String { "\(clusterWord)-\(namespace.text)-\(serviceAccount.text)" }

    /// Eight small hexadecimal digits of the SHA-256 of all parts, separated by NUL.
    public var hash: String {
        let parts = [account.text, region.text, cluster, namespace.text, serviceAccount.text]
        return Hex.encode(SHA256.hash(parts.joined(separator: "\0")).prefix(4))
    }

    /// The key as the name of a file: the account, the parts as far as they fit, and the hash of all.
    public var fileName: String {
        let plain = "\(account.text)-\(words)".map { character in
            character.isASCII && (character.isLetter || character.isNumber || character == "-") ? character : "-"
        }
        return "\(String(plain.prefix(100)))-\(hash)"
    }
}

extension DelegateSending {
    /// What makes this setup unique.
    public var key: SetupKey {
        SetupKey(
            account: eksAccount, region: eksRegion, cluster: cluster, issuer: issuer, namespace: namespace,
            serviceAccount: serviceAccount)
    }
}
