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

    /// A whole number that may be absent.
    func integer(_ name: String) -> Int? { value[name]?.int }

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

    /// What to throw when a promised field is absent.
    func missing(_ name: String) -> AWSFailure {
        .malformed(MalformedAnswer(call: answer.call, field: field(name), requestID: requestID))
    }

    private func field(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }
}
