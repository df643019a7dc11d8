public import Wire

/// Everything that exists in a world at one moment: two accounts, a cluster, an inbox, and what happened so far.
public struct WorldState: Sendable {
    /// The accounts by their 12-digit number.
    public var accounts: [String: AccountState] = [:]

    /// Temporary credentials that STS has handed out, by access key id.
    public var sessions = Sessions()

    /// The ids of access keys that count as ended, as those of a session that is over.
    public var endedKeys: Set<String> = []

    /// The Kubernetes side: what the cluster's API server knows.
    public var cluster: ClusterState

    /// The mails that were delivered, newest last.
    public var inbox = RecentItems<DeliveredMail>(limit: 1_000)

    /// What was begun in it, and may be begun again when it is put back.
    var begunWork = BegunWork()

    /// Verification links that have not been followed yet, by token.
    public var pendingLinks: [String: PendingLink] = [:]

    /// What CloudTrail's look-up knows, newest last.
    public var events = RecentItems<TrailEvent>(limit: 5_000)

    /// The last requests that were answered, newest last.
    public var requests = RecentItems<RequestRecord>(limit: 1_000)

    /// How the world behaves where that can be chosen.
    public var options = WorldOptions()

    /// What is broken on purpose, and what waits to be.
    var faults = FaultDesk()

    /// Where the inbox page is served, for example `http://127.0.0.1:4567/inbox`; empty while nothing serves it.
    public var inboxURL = ""

    /// Creates a world that holds nothing but a cluster.
    public init(cluster: ClusterState) {
        self.cluster = cluster
    }
}

/// A verification link that waits for a person to follow it.
public struct PendingLink: Sendable, Hashable {
    /// The account that asked for the verification.
    public var account: String
    /// The SES region.
    public var region: String
    /// The address to verify.
    public var identity: String
    /// When the link dies, 24 hours after the mail.
    public var expires: Timestamp
}

extension WorldState {
    /// The partition of every ARN in the world.
    var partition: String { cluster.partition }

    /// IAM of an account; an unknown account has an empty one.
    subscript(iam account: String) -> IAMState {
        get { accounts[account]?.iam ?? IAMState() }
        _modify { yield &accounts[account, default: AccountState(number: account)].iam }
    }

    /// SES of an account in a region; where nothing was done yet it is a fresh sandbox.
    subscript(ses account: String, region: String) -> SESState {
        get { accounts[account]?.ses[region] ?? SESState() }
        _modify {
            yield &accounts[account, default: AccountState(number: account)].ses[region, default: SESState()]
        }
    }
}
