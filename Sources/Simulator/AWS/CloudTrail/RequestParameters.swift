import Wire

/// A call's parameters as an event of CloudTrail shows them: names that begin with a small letter, documents as text,
/// and nothing that is secret.
enum RequestParameters {
    /// What CloudTrail leaves out of every event: tokens, and the parts of a query request that are no parameters.
    private static let hidden: Set<String> = [
        "action", "version", "webIdentityToken", "sAMLAssertion", "tokenCode", "encodedMessage",
    ]

    /// How many parameters an event shows; one with more, which nobody sends, shows none.
    private static let limit = 1_000

    /// The parameters, null where the call has none.
    static func shown(_ call: AWSCall) -> JSONValue {
        guard call.form.all.count <= limit, call.body.members.count <= limit else { return .null }
        let members: [(String, JSONValue)] =
            switch call.service.dialect {
            case .query: call.form.tree.map { (small($0.key), $0.value) }
            case .restJSON:
                call.path.sorted { $0.key < $1.key }.map { (small($0.key), .string($0.value)) }
                    + call.body.keys.compactMap { key in call.body[key].map { (small(key), $0) } }
            case .json11: call.body.keys.compactMap { key in call.body[key].map { (small(key), $0) } }
            }
        // Two names may differ in their first letter's case only; the later one counts.
        var object = JSONObject()
        for (name, value) in members where !hidden.contains(name) { object[name] = value }
        return object.isEmpty ? .null : .object(object)
    }

    /// A name with a small first letter.
    fileprivate static func small(_ name: String) -> String {
        name.prefix(1).lowercased() + name.dropFirst()
    }
}

extension FormParameters {
    /// The parameters by name, lists and structures as such.
    fileprivate var tree: [(key: String, value: JSONValue)] {
        let names = Set(all.map { String($0.key.prefix { $0 != "." }) })
        return names.sorted().map { name in
            if let text = self[name] { return (name, .string(text)) }
            if hasMembers(under: name + ".member") {
                let texts = list(name)
                guard texts.isEmpty else { return (name, JSONValue(texts)) }
                return (name, .array(structures(name).map(structure)))
            }
            return (name, structure(name))
        }
    }

    private func structure(_ prefix: String) -> JSONValue {
        var object = JSONObject()
        for (key, value) in all.sorted(by: { $0.key < $1.key }) where key.hasPrefix(prefix + ".") {
            object[RequestParameters.small(String(key.dropFirst(prefix.count + 1)))] = .string(value)
        }
        return .object(object)
    }
}
