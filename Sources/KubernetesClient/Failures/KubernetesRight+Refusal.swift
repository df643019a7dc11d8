import Calls

extension KubernetesRight {
    /// Reads what the authorizer says is not allowed; nil when the words are not an authorizer's.
    ///
    /// They end in `User "jane" cannot create resource "serviceaccounts/token" in API group "" in the namespace "mail"`,
    /// or `at the cluster scope`, and may name another right than the one that was asked for: who acts as somebody else
    /// first needs `impersonate`. The form is that of `Forbidden` in the API server's `responsewriters`.
    ///
    /// - Parameters:
    ///   - message: The server's words.
    ///   - call: What was asked.
    init?(refused message: String, asked call: KubernetesRight) {
        guard let start = Self.end(of: " cannot ", in: message) else { return nil }
        let parts = message[start...].split(separator: "\"", maxSplits: 5, omittingEmptySubsequences: false)
        let words = parts[0].split(separator: " ")
        guard words.count == 2, parts.count > 1 else { return nil }
        let verb = String(words[0])
        if words[1] == "path" {
            self.init(verb: verb, resource: String(parts[1]))
            return
        }
        guard words[1] == "resource", parts.count > 4 else { return nil }
        let namespace = parts.count > 5 ? parts[5].prefix { $0 != "\"" } : nil
        let isAsked = verb == call.verb && parts[1] == call.resource
        self.init(
            verb: verb, group: String(parts[3]), resource: String(parts[1]),
            namespace: namespace.map(String.init), name: isAsked ? call.name : Self.object(in: message))
    }

    /// The object that the words begin with: `users "jane" is forbidden`.
    private static func object(in message: String) -> String? {
        let parts = message.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].hasPrefix(" is forbidden") else { return nil }
        return String(parts[1])
    }

    private static func end(of phrase: String, in text: String) -> String.Index? {
        guard let first = phrase.first else { return nil }
        var index = text.startIndex
        while let start = text[index...].firstIndex(of: first) {
            if text[start...].hasPrefix(phrase) { return text.index(start, offsetBy: phrase.count) }
            index = text.index(after: start)
        }
        return nil
    }
}
