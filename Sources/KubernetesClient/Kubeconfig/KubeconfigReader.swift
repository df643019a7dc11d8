import Wire

/// Reads one kubeconfig file; unknown keys are left alone, as kubectl does.
struct KubeconfigReader {
    let file: String

    func read(_ bytes: [UInt8]) throws(KubeconfigProblem) -> Kubeconfig {
        let documents: [YAMLNode]
        do {
            documents = try YAMLNode.parse(bytes)
        } catch {
            throw KubeconfigProblem(.notYAML(error.reason), file: file, position: error.position)
        }
        if documents.count > 1 {
            throw unexpected("the file", "\(documents.count) documents", "one document", at: documents[1])
        }
        guard let root = documents.first, !root.isNull else { return Kubeconfig() }
        guard root.mapping != nil else { throw unexpected("the file", kind(of: root), "a mapping", at: root) }
        if let kind = try text(root, "kind"), kind.text != "Config" {
            throw KubeconfigProblem(.unexpected(key: "kind", found: kind.text, expected: "Config"), at: kind)
        }
        var config = Kubeconfig()
        config.clusters = try entries(root, list: "clusters", body: "cluster", make: cluster)
        config.contexts = try entries(root, list: "contexts", body: "context", make: context)
        config.users = try entries(root, list: "users", body: "user", make: user)
        if let current = try text(root, "current-context")?.text, !current.isEmpty { config.currentContext = current }
        return config
    }

    private func cluster(_ origin: KubeconfigText, _ body: YAMLNode) throws(KubeconfigProblem) -> KubeconfigCluster {
        KubeconfigCluster(
            name: origin.text, server: try text(body, "server"),
            authority: try data(body, "certificate-authority"), serverName: try text(body, "tls-server-name")?.text,
            proxyURL: try text(body, "proxy-url"),
            acceptsAnyCertificate: try bool(body, "insecure-skip-tls-verify") ?? false,
            disablesCompression: try bool(body, "disable-compression") ?? false,
            pluginConfig: try pluginConfig(body), origin: origin)
    }

    private func context(_ origin: KubeconfigText, _ body: YAMLNode) throws(KubeconfigProblem) -> KubeconfigContext {
        KubeconfigContext(
            name: origin.text, cluster: try text(body, "cluster"), user: try text(body, "user"),
            namespace: try text(body, "namespace")?.text, origin: origin)
    }

    private func user(_ origin: KubeconfigText, _ body: YAMLNode) throws(KubeconfigProblem) -> KubeconfigUser {
        var unsupported: KubeconfigText?
        for key in ["auth-provider", "username"] where unsupported == nil {
            if let node = body[key], !node.isNull {
                unsupported = KubeconfigText(text: key, file: file, position: node.position)
            }
        }
        let (impersonation, detail) = try impersonation(body)
        return KubeconfigUser(
            name: origin.text, token: try text(body, "token"), tokenFile: try text(body, "tokenFile"),
            certificate: try data(body, "client-certificate"), key: try data(body, "client-key"),
            exec: try exec(body), unsupported: unsupported, impersonation: impersonation, impersonationDetail: detail,
            origin: origin)
    }

    /// Whom the entry asks to act as, and where the first detail beyond the name stands.
    private func impersonation(_ body: YAMLNode) throws(KubeconfigProblem) -> (Impersonation?, KubeconfigText?) {
        var wanted = Impersonation(user: try text(body, "as")?.text ?? "")
        var detail: KubeconfigText?
        func note(_ key: String, at node: YAMLNode) {
            if detail == nil { detail = KubeconfigText(text: key, file: file, position: node.position) }
        }
        if let uid = try text(body, "as-uid"), !uid.text.isEmpty {
            wanted.uid = uid.text
            note("as-uid", at: body["as-uid"] ?? body)
        }
        for group in try list(body, "as-groups") {
            wanted.groups.append(try item(group, of: "as-groups"))
            note("as-groups", at: group)
        }
        if let extra = body["as-user-extra"], !extra.isNull {
            guard let members = extra.mapping else {
                throw unexpected("as-user-extra", kind(of: extra), "a mapping of lists", at: extra)
            }
            for member in members {
                guard let key = member.key.scalar, let values = member.value.sequence else {
                    throw unexpected(
                        "as-user-extra", kind(of: member.value), "a list of texts per key", at: member.value)
                }
                var texts: [String] = []
                for value in values { texts.append(try item(value, of: "as-user-extra")) }
                wanted.extra.append(Impersonation.Extra(key: key, values: texts))
                note("as-user-extra", at: extra)
            }
        }
        return (wanted.user.isEmpty && detail == nil ? nil : wanted, detail)
    }

    private func item(_ node: YAMLNode, of key: String) throws(KubeconfigProblem) -> String {
        guard let text = node.scalar else {
            throw unexpected(key, "a list with \(kind(of: node))", "a list of texts", at: node)
        }
        return text
    }

    private func exec(_ body: YAMLNode) throws(KubeconfigProblem) -> KubeconfigExec? {
        guard let node = body["exec"], !node.isNull else { return nil }
        guard node.mapping != nil else { throw unexpected("exec", kind(of: node), "a mapping", at: node) }
        guard let command = try text(node, "command") else {
            throw unexpected("exec", "without command", "a command", at: node)
        }
        var arguments: [String] = []
        for argument in try list(node, "args") {
            arguments.append(try item(argument, of: "args"))
        }
        var variables: [KubeconfigExec.Variable] = []
        for entry in try list(node, "env") {
            guard let name = try text(entry, "name"), !name.text.isEmpty else {
                throw unexpected("env", kind(of: entry), "a list of name and value", at: entry)
            }
            variables.append(KubeconfigExec.Variable(name: name.text, value: try text(entry, "value")?.text ?? ""))
        }
        return KubeconfigExec(
            command: command, arguments: arguments, environment: variables, apiVersion: try text(node, "apiVersion"),
            installHint: try text(node, "installHint")?.text,
            wantsCluster: try bool(node, "provideClusterInfo") ?? false,
            interactiveMode: try text(node, "interactiveMode"))
    }

    /// What the cluster's entry holds for exec plugins: the extension of that name.
    private func pluginConfig(_ body: YAMLNode) throws(KubeconfigProblem) -> JSONValue? {
        for entry in try list(body, "extensions")
        where entry["name"]?.scalar == "client.authentication.k8s.io/exec" {
            return entry["extension"].map(Self.told)
        }
        return nil
    }

    /// A value as kubectl reads it, which takes YAML 1.1.
    ///
    /// The words yes, no, on, off, y and n are truth values, also as keys, and a number that begins with 0 is octal.
    /// Elsewhere in the file only texts are expected, which stay as written.
    private static func told(_ node: YAMLNode) -> JSONValue {
        switch node.content {
        case .scalar(let text, .plain):
            if let flag = flag(text) { return .bool(flag) }
            if text.first == "0", text.count > 1, let number = Int(text, radix: 8) { return JSONValue(number) }
            return node.json
        case .scalar: return node.json
        case .sequence(let items): return .array(items.map(told))
        case .mapping(let pairs):
            return .object(
                JSONObject(
                    pairs.map { pair in
                        var key = pair.key.scalar ?? ""
                        if case .scalar(let text, .plain) = pair.key.content, let flag = flag(text) {
                            key = String(flag)
                        }
                        return JSONObject.Member(key: key, value: told(pair.value))
                    }))
        }
    }

    private static func flag(_ text: String) -> Bool? {
        // All small, all capital, or with one capital at the beginning.
        let small = text.lowercased()
        guard text == small || text == text.uppercased() || text == small.prefix(1).uppercased() + small.dropFirst()
        else { return nil }
        if ["y", "yes", "on", "true"].contains(small) { return true }
        return ["n", "no", "off", "false"].contains(small) ? false : nil
    }

    private func bool(_ node: YAMLNode, _ key: String) throws(KubeconfigProblem) -> Bool? {
        guard let value = node[key], !value.isNull else { return nil }
        guard let flag = value.bool else { throw unexpected(key, kind(of: value), "true or false", at: value) }
        return flag
    }

    private func entries<Entry>(
        _ root: YAMLNode, list key: String, body: String,
        make: (KubeconfigText, YAMLNode) throws(KubeconfigProblem) -> Entry
    ) throws(KubeconfigProblem) -> [Entry] {
        var found: [Entry] = []
        var names: Set<String> = []
        for node in try list(root, key) {
            guard node.mapping != nil else { throw unexpected(key, kind(of: node), "a list of entries", at: node) }
            guard let name = try text(node, "name"), !name.text.isEmpty else {
                throw unexpected(key, "an entry without name", "a name for every entry", at: node)
            }
            // kubectl refuses this too: nobody can tell which of the two is meant.
            guard names.insert(name.text).inserted else {
                throw unexpected(key, "a list with two entries named \(name.text)", "one entry for each name", at: node)
            }
            let content = node[body] ?? YAMLNode(position: node.position, content: .mapping([]))
            guard content.mapping != nil || content.isNull else {
                throw unexpected(body, kind(of: content), "a mapping", at: content)
            }
            found.append(try make(name, content))
        }
        return found
    }

    private func list(_ node: YAMLNode, _ key: String) throws(KubeconfigProblem) -> [YAMLNode] {
        guard let value = node[key], !value.isNull else { return [] }
        guard let elements = value.sequence else { throw unexpected(key, kind(of: value), "a list", at: value) }
        return elements
    }

    /// The text as it was written: `no`, `1e3` and `0123` stay what they look like.
    private func text(_ node: YAMLNode, _ key: String) throws(KubeconfigProblem) -> KubeconfigText? {
        guard let value = node[key], !value.isNull else { return nil }
        guard let scalar = value.scalar else { throw unexpected(key, kind(of: value), "a text", at: value) }
        return KubeconfigText(text: scalar, file: file, position: value.position)
    }

    /// `<key>-data` beats `<key>`, as kubectl has it.
    private func data(_ node: YAMLNode, _ key: String) throws(KubeconfigProblem) -> KubeconfigData? {
        if let inline = try text(node, key + "-data"), !inline.text.isEmpty { return .inline(inline) }
        if let path = try text(node, key), !path.text.isEmpty { return .file(path) }
        return nil
    }

    private func kind(of node: YAMLNode) -> String {
        switch node.content {
        case .scalar: "a text"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }

    private func unexpected(
        _ key: String, _ found: String, _ expected: String, at node: YAMLNode
    ) -> KubeconfigProblem {
        KubeconfigProblem(
            .unexpected(key: key, found: found, expected: expected), file: file, position: node.position)
    }
}
