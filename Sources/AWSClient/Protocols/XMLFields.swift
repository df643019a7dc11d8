import Wire

/// The fields of an XML answer, with the path that an error names.
struct XMLFields {
    let element: XMLElement
    let path: String
    let answer: AWSReply

    /// The request id of the whole answer.
    var requestID: String? { answer.requestID }

    /// Text that the operation promises.
    func required(_ name: String) throws(AWSFailure) -> String {
        guard let text = element.text(of: name), !text.isEmpty else { throw missing(name) }
        return text
    }

    /// Text that may be absent; empty elements count as absent.
    func optional(_ name: String) -> String? {
        guard let text = element.text(of: name), !text.isEmpty else { return nil }
        return text
    }

    /// A whole number that may be absent.
    func integer(_ name: String) -> Int? { optional(name).flatMap { Int($0) } }

    /// A decimal number that may be absent.
    func number(_ name: String) -> Double? { optional(name).flatMap { Double($0) } }

    /// A truth value that may be absent.
    func bool(_ name: String) -> Bool? { optional(name).map { $0 == "true" } }

    /// A moment that may be absent.
    func time(_ name: String) -> Timestamp? { optional(name).flatMap { Timestamp(iso8601: $0) } }

    /// A structure that the operation promises.
    func structure(_ name: String) throws(AWSFailure) -> XMLFields {
        guard let child = element.first(name) else { throw missing(name) }
        return XMLFields(element: child, path: "\(path).\(name)", answer: answer)
    }

    /// A structure that may be absent.
    func optionalStructure(_ name: String) -> XMLFields? {
        element.first(name).map { XMLFields(element: $0, path: "\(path).\(name)", answer: answer) }
    }

    /// The members of a list of structures.
    func members(_ name: String) -> [XMLFields] {
        (element.first(name)?.all("member") ?? []).enumerated().map { index, child in
            XMLFields(element: child, path: "\(path).\(name)[\(index)]", answer: answer)
        }
    }

    /// The members of a list of texts.
    func texts(_ name: String) -> [String] { (element.first(name)?.all("member") ?? []).map(\.text) }

    /// The entries of a map, `<entry><key/><value/></entry>`.
    func entries(_ name: String) -> [(key: String, value: XMLElement)] {
        (element.first(name)?.all("entry") ?? []).compactMap { entry in
            guard let key = entry.text(of: "key"), let value = entry.first("value") else { return nil }
            return (key, value)
        }
    }

    /// What to throw when a promised field is absent.
    func missing(_ name: String) -> AWSFailure {
        .malformed(MalformedAnswer(call: answer.call, field: "\(path).\(name)", requestID: requestID))
    }
}
