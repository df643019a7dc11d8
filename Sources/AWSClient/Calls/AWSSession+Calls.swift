public import Calls
import Wire

extension AWSSession {
    /// How many items a list is read for; what has more is left off.
    private static let itemLimit = 10_000

    /// Makes a call to AWS, page after page.
    ///
    /// - Parameter call: Any call whose service is AWS's; its side is the caller's business.
    /// - Returns: The answer.
    /// - Throws: ``AWSFailure``.
    public func perform(_ call: Call) async throws(AWSFailure) -> CallReply {
        let session = call.region.map { moved(to: $0) } ?? self
        guard let traits = CallTraits(call.operation) else {
            preconditionFailure("\(call.operation.words) is not AWS's")
        }
        var whole: CallReply?
        var next: String?
        repeat {
            let reply = try await session.call(
                traits, CallRequest.draft(call, page: Self.page(call.operation.pages, next)))
            let fields = try Self.pageFields(reply, call.operation)
            let value = try CallValue.read(reply, call.operation)
            let asked = next
            next = fields.next == asked ? nil : fields.next
            if let earlier = whole {
                whole = earlier.followed(by: value, fields.requestID, list: fields.list)
            } else {
                whole = CallReply(value: value, requestID: fields.requestID, isWhole: true)
            }
            if traits.provesAccount, let key = reply.keyID, let account = value["Account"]?.string {
                state.remember(account: account, ofKey: key)
            }
            if let list = fields.list, (whole?.value[list]?.array?.count ?? 0) >= Self.itemLimit, next != nil {
                whole?.isWhole = false
                next = nil
            }
        } while next != nil
        return whole ?? CallReply(value: .null, requestID: nil, isWhole: true)
    }

    /// The parameters that ask for a page.
    private static func page(_ pages: Pages, _ next: String?) -> [(String, JSONValue)] {
        switch pages {
        case .one: []
        case .marker: next.map { [("Marker", .string($0))] } ?? []
        case .token(let name, _, let size):
            [(size.name, JSONValue(size.count))] + (next.map { [(name, .string($0))] } ?? [])
        }
    }

    /// What an answer says about its pages; the members that say so are not part of its value.
    private static func pageFields(
        _ reply: AWSReply, _ operation: Calls.Operation
    ) throws(AWSFailure) -> (list: String?, next: String?, requestID: String?) {
        switch operation.wire {
        case .query:
            let result = try reply.result()
            guard case .marker(let list) = operation.pages else { return (nil, nil, result.requestID) }
            let next = result.bool("IsTruncated") == true ? result.optional("Marker") : nil
            return (list, next, result.requestID)
        case .rest, .kubernetes:
            let document = try reply.document()
            guard case .token(let name, let list, _) = operation.pages else { return (nil, nil, document.requestID) }
            return (list, document.optional(name), document.requestID)
        }
    }
}

extension CallReply {
    /// This answer with the list of the next page behind its own.
    fileprivate func followed(by page: JSONValue, _ requestID: String?, list: String?) -> CallReply {
        guard let list, var object = value.object else { return self }
        object[list] = .array((value[list]?.array ?? []) + (page[list]?.array ?? []))
        return CallReply(value: .object(object), requestID: requestID, isWhole: isWhole)
    }
}

extension CallTraits {
    /// What the client must know of an operation of the table; nil for a cluster's.
    init?(_ operation: Calls.Operation) {
        guard let service = AWSService(operation.service) else { return nil }
        self.init(
            service: service, name: operation.name, provesAccount: operation == .getCallerIdentity,
            effect: operation.effect, isPaced: operation.service.isSES && operation != .sendEmail)
    }
}

extension AWSService {
    /// The service as this client names it; nil for a cluster's API server.
    init?(_ service: Calls.Service) { self.init(rawValue: service.rawValue) }
}
