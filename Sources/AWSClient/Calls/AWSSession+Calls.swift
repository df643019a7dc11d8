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
        guard let observer else { return try await reply(to: call) }
        let start = clock.milliseconds
        do throws(AWSFailure) {
            let reply = try await reply(to: call)
            observer.ended(
                LoggedCall(
                    call.words, call, place: account ?? label, answer: reply.value, requestID: reply.requestID,
                    milliseconds: clock.milliseconds - start, at: clock.now))
            return reply
        } catch {
            let facts = error.facts()
            observer.ended(
                LoggedCall(
                    call.words, call, place: account ?? label,
                    problem: facts.kind == .absent ? "does not exist" : facts.code ?? "no answer",
                    message: facts.message ?? error.sentence, isRefused: facts.kind == .denied,
                    requestID: facts.requestID, milliseconds: clock.milliseconds - start, at: clock.now))
            throw error
        }
    }

    private func reply(to call: Call) async throws(AWSFailure) -> CallReply {
        let session = call.region.map { moved(to: $0) } ?? self
        guard let traits = CallTraits(call.operation) else {
            preconditionFailure("\(call.operation.words) is not AWS's")
        }
        var whole: CallReply?
        var next: String?
        repeat {
            let reply = try await session.call(
                traits, CallRequest.draft(call, page: Self.page(call.operation.pages, next)))
            let page = try CallValue.read(reply, call.operation)
            if traits.provesAccount, let key = reply.keyID, let account = page.value["Account"]?.string {
                state.remember(account: account, ofKey: key)
            }
            let lists = call.operation.pages.lists
            let read =
                whole?.followed(by: page, lists: lists)
                ?? CallReply(value: page.value, requestID: page.requestID, isWhole: !page.isCut)
            // A server that repeats itself has no more to say.
            next = page.next == next ? nil : page.next
            whole = read
            let isLong = lists.contains { (read.value[$0]?.array?.count ?? 0) >= Self.itemLimit }
            if next != nil, isLong {
                whole?.isWhole = false
                next = nil
            }
        } while next != nil
        return whole ?? CallReply(value: .null, requestID: nil, isWhole: true)
    }

    /// The parameters that ask for a page.
    private static func page(_ pages: Pages, _ next: String?) -> [(String, JSONValue)] {
        switch pages {
        case .one, .newest: []
        case .marker: next.map { [("Marker", .string($0))] } ?? []
        case .token(let name, _, let size):
            [(size.name, JSONValue(size.count))] + (next.map { [(name, .string($0))] } ?? [])
        }
    }
}

extension CallReply {
    /// This answer with the lists of the next page behind its own.
    fileprivate func followed(by page: CallValue.Page, lists: [String]) -> CallReply {
        guard !lists.isEmpty, var object = value.object else { return self }
        for list in lists where value[list] != nil || page.value[list] != nil {
            object[list] = .array((value[list]?.array ?? []) + (page.value[list]?.array ?? []))
        }
        return CallReply(value: .object(object), requestID: page.requestID, isWhole: isWhole)
    }
}

extension CallTraits {
    /// What the client must know of an operation of the table; nil for a cluster's.
    init?(_ operation: Calls.Operation) {
        guard let service = AWSService(operation.service) else { return nil }
        self.init(
            service: service, name: operation.name, provesAccount: operation == .getCallerIdentity,
            effect: operation.effect,
            isPaced: operation.service.isSES && operation != .sendEmail || operation.service == .cloudtrail)
    }
}

extension AWSService {
    /// The service as this client names it; nil for a cluster's API server.
    init?(_ service: Calls.Service) { self.init(rawValue: service.rawValue) }
}
