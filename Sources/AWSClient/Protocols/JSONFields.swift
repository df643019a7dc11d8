import Wire

/// The fields of a JSON answer, with the path that an error names.
struct JSONFields {
    let value: JSONValue
    let path: String
    let answer: AWSReply

    /// The request id of the whole answer.
    var requestID: String? { answer.requestID }

    /// Text that the operation promises.
    func required(_ name: String) throws(AWSFailure) -> String {
        guard let text = value[name]?.string else { throw missing(name) }
        return text
    }

    /// Text that may be absent.
    func optional(_ name: String) -> String? { value[name]?.string }

    /// A truth value that may be absent.
    func bool(_ name: String) -> Bool? { value[name]?.bool }

    /// A whole number that may be absent.
    func integer(_ name: String) -> Int? { value[name]?.int }

    /// A decimal number that may be absent.
    func number(_ name: String) -> Double? {
        guard case .number(let literal)? = value[name] else { return nil }
        return Double(literal)
    }

    /// A moment, in REST-JSON seconds since 1970, that may be absent.
    func time(_ name: String) -> Timestamp? {
        switch value[name] {
        case .number(let literal)?:
            guard let seconds = Double(literal), abs(seconds) < 1e12 else { return nil }
            let whole = seconds.rounded(.down)
            return Timestamp(
                secondsSinceEpoch: Int64(whole), nanoseconds: Int32(((seconds - whole) * 1_000_000_000).rounded(.down)))
        case .string(let text)?: return Timestamp(iso8601: text) ?? Timestamp(httpDate: text)
        default: return nil
        }
    }

    /// A structure that the operation promises.
    func structure(_ name: String) throws(AWSFailure) -> JSONFields {
        guard let child = optionalStructure(name) else { throw missing(name) }
        return child
    }

    /// A structure that may be absent.
    func optionalStructure(_ name: String) -> JSONFields? {
        guard let child = value[name], child.object != nil else { return nil }
        return JSONFields(value: child, path: field(name), answer: answer)
    }

    /// The members of a list of structures.
    func members(_ name: String) -> [JSONFields] {
        (value[name]?.array ?? []).enumerated().map { index, child in
            JSONFields(value: child, path: "\(field(name))[\(index)]", answer: answer)
        }
    }

    /// The members of a list of texts.
    func texts(_ name: String) -> [String] { (value[name]?.array ?? []).compactMap(\.string) }

    /// The entries of a map of texts, in the order of the answer.
    func entries(_ name: String) -> [(key: String, value: String)] {
        guard let object = value[name]?.object else { return [] }
        return object.keys.compactMap { key in object[key]?.string.map { (key, $0) } }
    }

    /// What to throw when a promised field is absent.
    func missing(_ name: String) -> AWSFailure {
        .malformed(MalformedAnswer(call: answer.call, field: field(name), requestID: requestID))
    }

    private func field(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}
