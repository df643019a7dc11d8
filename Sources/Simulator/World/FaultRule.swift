/// A fault to inject into answers, for as many requests as it says.
public struct FaultRule: Sendable, Hashable {
    /// What goes wrong.
    public enum Kind: Sendable, Hashable {
        /// The service's own throttling error.
        case throttle
        /// An error of the service, in the form of its protocol.
        case error(status: Int, code: String, message: String)
        /// A page that no AWS service would send, as a proxy does.
        case html(status: Int)
        /// The connection closes without an answer.
        case close
        /// The body ends early.
        case truncate(after: Int)
        /// No answer ever comes.
        case hang
    }

    /// The service, nil for any.
    public var service: String?
    /// The operation, nil for any.
    public var operation: String?
    /// The account of the caller, nil for any.
    public var account: String?
    /// How many more requests it hits, nil for all.
    public var remaining: Int?
    /// What goes wrong.
    public var kind: Kind

    /// Creates a rule.
    public init(
        _ kind: Kind, service: String? = nil, operation: String? = nil, account: String? = nil, times: Int? = nil
    ) {
        self.kind = kind
        self.service = service
        self.operation = operation
        self.account = account
        remaining = times
    }

    /// Whether the rule is meant for a request.
    func applies(service: String, operation: String, account: String?) -> Bool {
        guard remaining.map({ $0 > 0 }) ?? true else { return false }
        return (self.service ?? service) == service && (self.operation ?? operation) == operation
            && (self.account == nil || self.account == account)
    }
}

extension WorldOptions {
    /// Takes the fault that hits a request, counting it down.
    mutating func takeFault(service: String, operation: String, account: String?) -> FaultRule.Kind? {
        guard
            let index = faults.firstIndex(where: {
                $0.applies(service: service, operation: operation, account: account)
            })
        else { return nil }
        let kind = faults[index].kind
        if let remaining = faults[index].remaining {
            faults[index].remaining = remaining - 1
            if remaining <= 1 { faults.remove(at: index) }
        }
        return kind
    }
}
