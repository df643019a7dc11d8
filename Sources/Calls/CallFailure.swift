public import Wire

/// Why a call has no answer, with everything that is known about it.
public struct CallFailure: Error, Hashable, Sendable {
    /// What kind of failure it is.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The caller may look, and the thing does not exist.
        case absent
        /// The caller may not look.
        case denied
        /// Nobody answered, or there is nobody to ask with.
        case unreachable
        /// Somebody could be asked, and gave no answer: to slow down, a fault of their own, a caller not known.
        case doubtful
        /// A file on this machine cannot be right, so nobody was asked.
        case misconfigured
    }

    /// What kind of failure it is.
    public var kind: Kind
    /// What happened, as it follows "cannot tell: ", without its final period; empty where the kind says it all.
    public var reason: String
    /// The missing permission, for `denied`: an IAM action or a right in the cluster.
    public var permission: String?
    /// The same for the cluster in its parts, so that a rule can be written that gives it; it need not be the right of the
    /// call, where that could not even be made.
    public var right: KubernetesRight?
    /// Where it is missing: an account ID, or `namespace mail of cluster mail-prod`.
    public var place: String?
    /// What the permission is needed for, where that is not plain.
    public var purpose: String?
    /// The error code of AWS, or the reason of the API server.
    public var code: String?
    /// The message as it came, without secrets; clean it of control characters before it reaches a terminal.
    public var message: String?
    /// The HTTP status.
    public var status: Int?
    /// The request id, which AWS's support asks for.
    public var requestID: String?
    /// How many attempts were made; 0 where nobody was asked.
    public var attempts: Int
    /// The account that answered, 12 digits.
    public var account: String?
    /// The region that was asked.
    public var region: String?
    /// Who was asked, by the name in the AWS CLI, or `kubernetes`.
    public var service: String?
    /// What was asked for: `CreateRole`; of a cluster verb and resource, `create serviceaccounts/token`.
    public var operation: String?
    /// Whether the call may have been carried out all the same: it went out, and no answer says what became of it.
    public var mayHaveHappened: Bool

    /// A failure.
    public init(
        _ kind: Kind, reason: String = "", permission: String? = nil, right: KubernetesRight? = nil,
        place: String? = nil, purpose: String? = nil,
        code: String? = nil, message: String? = nil, status: Int? = nil, requestID: String? = nil, attempts: Int = 0,
        account: String? = nil, region: String? = nil, service: String? = nil, operation: String? = nil,
        mayHaveHappened: Bool = false
    ) {
        self.kind = kind
        self.reason = reason
        self.permission = permission
        self.right = right
        self.place = place
        self.purpose = purpose
        self.code = code
        self.message = message
        self.status = status
        self.requestID = requestID
        self.attempts = attempts
        self.account = account
        self.region = region
        self.service = service
        self.operation = operation
        self.mayHaveHappened = mayHaveHappened
    }

    /// Nobody answered; `reason` as it follows "cannot tell: ".
    public static func unreachable(_ reason: String) -> CallFailure { CallFailure(.unreachable, reason: reason) }
}

extension CallFailure {
    /// Service and operation: `iam CreateRole`, `kubernetes patch deployments`; nil where nobody knows.
    public var call: String? { operation.map { "\(service.map { $0 + " " } ?? "")\($0)" } }

    /// Why there is no answer, as it follows "cannot tell: ".
    public var words: String {
        guard kind == .denied else { return reason }
        return "needs \(permission ?? "a permission") in \(place ?? "this place")" + (purpose.map { ", \($0)" } ?? "")
    }

    /// The failure as JSON; members that are not known are left out.
    public var document: JSONValue {
        var object = JSONObject([("kind", .string(kind.rawValue))])
        if !reason.isEmpty { object["reason"] = .string(reason) }
        for (name, text) in [
            ("permission", permission), ("place", place), ("purpose", purpose), ("code", code), ("message", message),
            ("requestId", requestID), ("account", account), ("region", region), ("service", service),
            ("operation", operation),
        ] {
            if let text { object[name] = .string(text) }
        }
        if let right { object["right"] = right.document }
        if let status { object["status"] = JSONValue(status) }
        object["attempts"] = JSONValue(attempts)
        if mayHaveHappened { object["mayHaveHappened"] = true }
        return .object(object)
    }

    /// A failure from JSON; nil when it is none.
    public init?(_ document: JSONValue) {
        guard let kind = document["kind"]?.string.flatMap(Kind.init(rawValue:)) else { return nil }
        self.init(
            kind, reason: document["reason"]?.string ?? "", permission: document["permission"]?.string,
            right: document["right"].flatMap(KubernetesRight.init),
            place: document["place"]?.string, purpose: document["purpose"]?.string, code: document["code"]?.string,
            message: document["message"]?.string, status: document["status"]?.int,
            requestID: document["requestId"]?.string, attempts: document["attempts"]?.int ?? 0,
            account: document["account"]?.string, region: document["region"]?.string,
            service: document["service"]?.string, operation: document["operation"]?.string,
            mayHaveHappened: document["mayHaveHappened"]?.bool ?? false)
    }
}
