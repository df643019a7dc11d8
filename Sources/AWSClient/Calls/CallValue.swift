import Calls
import Wire

/// Reads an answer as the AWS CLI shows it, and keeps what the operation's row keeps.
struct CallValue {
    private let reply: AWSReply

    /// What one answer says: its value, and where the list goes on.
    struct Page {
        var value: JSONValue
        var requestID: String?
        /// What asks for the next page; nil at the end.
        var next: String?
        /// Whether there is more that nobody asks for.
        var isCut = false
    }

    /// Reads an answer.
    ///
    /// The members that say where a list goes on are not part of its value.
    ///
    /// - Throws: `AWSFailure.malformed` where something promised is missing; `.notAWS` for something else altogether.
    static func read(_ reply: AWSReply, _ operation: Calls.Operation) throws(AWSFailure) -> Page {
        let reader = CallValue(reply: reply)
        switch operation.wire {
        case .query:
            let result = try reply.result()
            var next: String?
            if case .marker = operation.pages, result.bool("IsTruncated") == true { next = result.optional("Marker") }
            let value = try reader.value(of: result.element, operation.keeps, result.path)
            return Page(value: value, requestID: result.requestID, next: next)
        case .rest, .json:
            let document = try reply.document()
            var next: String?
            if case .token(let name, _, _) = operation.pages { next = document.optional(name) }
            var isCut = false
            if case .newest(let name) = operation.pages { isCut = document.optional(name) != nil }
            let value = try reader.value(of: document.value, operation.keeps, "")
            return Page(value: value, requestID: document.requestID, next: next, isCut: isCut)
        case .kubernetes, .local:
            preconditionFailure("calls to a cluster are the Kubernetes client's, and local ones nobody's")
        }
    }

    // MARK: XML

    private func value(of element: XMLElement, _ shape: Shape, _ path: String) throws(AWSFailure) -> JSONValue {
        switch shape {
        case .text, .object: return .string(element.text)
        case .integer: return Int(element.text).map { JSONValue($0) } ?? .null
        case .number: return Double(element.text) == nil ? .null : .number(element.text)
        case .bool: return .bool(element.text == "true")
        case .time: return time(Timestamp(iso8601: element.text))
        case .document: return document(PercentEncoding.decode(element.text) ?? element.text)
        case .embedded(let kept): return try embedded(element.text, kept)
        case .list(let item):
            var items: [JSONValue] = []
            for (index, child) in element.all("member").enumerated() {
                items.append(try value(of: child, item, "\(path)[\(index)]"))
            }
            return .array(items)
        case .map(let item):
            var object = JSONObject()
            for entry in element.all("entry") {
                guard let key = entry.text(of: "key"), let found = entry.first("value") else { continue }
                object[key] = try value(of: found, item, "\(path).\(key)")
            }
            return .object(object)
        case .structure(let members):
            var object = JSONObject()
            for member in members {
                let place = "\(path).\(member.name)"
                guard let child = element.first(member.name), !(member.isRequired && isEmpty(child)) else {
                    if member.isRequired { throw missing(place) }
                    continue
                }
                let found = try value(of: child, member.shape, place)
                if !found.isNull { object[member.name] = found }
            }
            return .object(object)
        }
    }

    private func isEmpty(_ element: XMLElement) -> Bool { element.children.isEmpty && element.text.isEmpty }

    // MARK: JSON

    private func value(of json: JSONValue, _ shape: Shape, _ path: String) throws(AWSFailure) -> JSONValue {
        switch shape {
        case .text: return json.string == nil ? .null : json
        case .integer, .number: return json.number == nil ? .null : json
        case .bool: return json.bool == nil ? .null : json
        case .object: return json
        case .time: return time(json.number.flatMap { Timestamp(epochSeconds: $0) } ?? json.string.flatMap(Self.moment))
        case .document: return json.string.map(document) ?? .null
        case .embedded(let kept):
            return try json.string.map { text throws(AWSFailure) in try embedded(text, kept) } ?? .null
        case .list(let item):
            guard let elements = json.array else { return .null }
            var items: [JSONValue] = []
            for (index, element) in elements.enumerated() {
                let found = try value(of: element, item, "\(path)[\(index)]")
                if !found.isNull { items.append(found) }
            }
            return .array(items)
        case .map(let item):
            guard let entries = json.object else { return .null }
            var object = JSONObject()
            for member in entries.members {
                let found = try value(of: member.value, item, "\(path).\(member.key)")
                if !found.isNull { object[member.key] = found }
            }
            return .object(object)
        case .structure(let members):
            guard json.object != nil else { return .null }
            var object = JSONObject()
            for member in members {
                let place = path.isEmpty ? member.name : "\(path).\(member.name)"
                let found = try json[member.name].map { child throws(AWSFailure) in
                    try value(of: child, member.shape, place)
                }
                if let found, !found.isNull {
                    object[member.name] = found
                } else if member.isRequired {
                    throw missing(place)
                }
            }
            return .object(object)
        }
    }

    private static func moment(_ text: String) -> Timestamp? { Timestamp(iso8601: text) ?? Timestamp(httpDate: text) }

    // MARK: Both

    private func time(_ moment: Timestamp?) -> JSONValue {
        guard let text = moment?.iso8601, text.hasSuffix("Z") else { return .null }
        return .string(text.dropLast() + "+00:00")
    }

    /// A document as JSON; one that is none stays text.
    private func document(_ text: String) -> JSONValue { (try? JSONValue.parse(text)) ?? .string(text) }

    /// JSON inside a text with what is kept of it; what is no JSON is dropped, as nobody knows what it holds.
    private func embedded(_ text: String, _ shape: Shape) throws(AWSFailure) -> JSONValue {
        guard let json = try? JSONValue.parse(text) else { return .null }
        let kept = try value(of: json, shape, "")
        return kept.isNull ? .null : .string(kept.serialized(.compact))
    }

    private func missing(_ path: String) -> AWSFailure {
        .malformed(MalformedAnswer(call: reply.call, field: path, requestID: reply.requestID))
    }
}
