import Calls
import Wire

/// Writes a call's input as its operation's protocol wants it.
enum CallRequest {
    /// The request of one page.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - page: What asks for the page: parameters beside the input.
    /// - Returns: The request, before it knows endpoint and signature.
    static func draft(_ call: Call, page: [(String, JSONValue)]) -> RequestDraft {
        let operation = call.operation
        switch operation.wire {
        case .query:
            var input = QueryInput()
            for member in operation.input.members {
                if let value = call.input[member.name] { input.add(member.name, query(value, member.shape)) }
            }
            for (name, value) in page { input.add(name, query(value, .text)) }
            let version = AWSService(operation.service)?.apiVersion ?? ""
            return .form(input, action: operation.name, version: version)
        case .rest(let method, let path, let query):
            return rest(call, method, path, query, page)
        case .json(let target):
            var body = JSONObject()
            for member in operation.input.members {
                if let value = call.input[member.name] { body[member.name] = json(value, member.shape) }
            }
            return .target("\(target).\(operation.name)", body: .object(body))
        case .kubernetes, .local:
            preconditionFailure("calls to a cluster are the Kubernetes client's, and local ones nobody's")
        }
    }

    private static func rest(
        _ call: Call, _ method: String, _ path: [String], _ query: Set<String>, _ page: [(String, JSONValue)]
    ) -> RequestDraft {
        var inPath: Set<String> = []
        let segments = path.map { segment -> String in
            guard segment.hasPrefix("{") else { return segment }
            let name = String(segment.dropFirst().dropLast())
            inPath.insert(name)
            return call[name] ?? ""
        }
        var parameters: [(String, String?)] = []
        var body = JSONObject()
        for member in call.operation.input.members where !inPath.contains(member.name) {
            guard let value = call.input[member.name] else { continue }
            if query.contains(member.name) {
                parameters.append((member.name, text(value, member.shape)))
            } else {
                body[member.name] = json(value, member.shape)
            }
        }
        parameters += page.map { ($0.0, text($0.1, .text)) }
        return .rest(method, segments, query: parameters, body: body.isEmpty ? nil : .object(body))
    }

    private static func query(_ value: JSONValue, _ shape: Shape) -> QueryValue {
        switch shape {
        case .text, .integer, .number, .bool, .time, .document, .embedded, .object: .text(text(value, shape))
        case .list(let element): .members((value.array ?? []).map { query($0, element) })
        case .map(let element):
            .map(
                (value.object?.members ?? []).map { ($0.key, query($0.value, element)) }, entry: "entry",
                keyName: "key", valueName: "value")
        case .structure(let members):
            .structure(
                members.compactMap { member in
                    value[member.name].map { (member.name, query($0, member.shape)) }
                })
        }
    }

    /// Inside JSON a document is text and a moment is the seconds since 1970; everything else is as it is.
    private static func json(_ value: JSONValue, _ shape: Shape) -> JSONValue {
        switch shape {
        case .document: .string(text(value, shape))
        case .time:
            value.string.flatMap { Timestamp(iso8601: $0) }.map { JSONValue(Int($0.secondsSinceEpoch)) } ?? value
        default: value
        }
    }

    private static func text(_ value: JSONValue, _ shape: Shape) -> String {
        if let text = value.string { return text }
        if case .document(.pretty) = shape { return value.serialized(.pretty) }
        return value.serialized(.compact)
    }
}
