import Wire

extension KubeconfigProblem {
    /// What is wrong, where, and what to do, for people; text of the file is made safe to show.
    public var sentence: String {
        let words = words
        guard let file else { return words }
        let place = position.map { ", line \($0.line), column \($0.column)" } ?? ""
        return "\(TerminalText.sanitized(file))\(place): \(words)"
    }

    private var words: String {
        switch kind {
        case .noFile(let paths):
            return
                "There is no kubeconfig\(paths.isEmpty ? "" : " at \(Self.list(paths))"): create one with aws eks update-kubeconfig, or name it "
                + "with --kubeconfig or KUBECONFIG."
        case .missingFile: return "This file does not exist."
        case .unreadable(let reason): return "This file cannot be read: \(reason)."
        case .notYAML(let reason): return "This is not YAML: \(reason)."
        case .unexpected(let key, let found, let expected):
            return "\(Self.safe(key)) is \(Self.safe(found)); expected \(expected)."
        case .noContext(let available):
            return "No context is chosen: name one of \(Self.list(available)) with --context."
        case .unknownContext(let name, let available):
            return "There is no context \(Self.safe(name)). There is \(Self.list(available))."
        case .danglingReference(let context, let kind, let name):
            return "The context \(Self.safe(context)) names the \(kind) \(Self.safe(name)), which does not exist."
        case .unsupportedAuthentication(let user, let technique):
            return "The user \(Self.safe(user)) uses \(Self.safe(technique)), which is not supported: "
                + (technique == "auth-provider"
                    ? "kubectl took auth-provider away in 1.26, and an exec plugin takes its place. "
                    : "API servers took user name and password away in 1.19. ")
                + "Name a context whose user has a token, a client certificate or an exec plugin; aws eks "
                + "update-kubeconfig writes one for a cluster of EKS."
        case .insecureWithAuthority(let cluster):
            return
                "The cluster \(Self.safe(cluster)) has a certificate-authority and insecure-skip-tls-verify: true, which "
                + "contradict each other; kubectl refuses this too. Take insecure-skip-tls-verify away."
        case .impersonationWithoutUser(let user, let key):
            return
                "The user \(Self.safe(user)) has \(Self.safe(key)) without as; expected as, the user to act as. Without "
                + "it the server would take the caller for itself; kubectl refuses this too."
        }
    }

    /// A file's words without control characters and without what is secret: a server's URL may hold a password.
    private static func safe(_ text: String) -> String { Redactor().shown(text, limit: 200) }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "none" : names.prefix(8).map(safe).joined(separator: ", ")
    }
}
