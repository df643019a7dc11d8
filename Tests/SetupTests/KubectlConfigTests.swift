import Foundation
import HTTPClient
import KubernetesClient
import Programs
import Testing
import Wire

/// Kubeconfig files as kubectl reads them: what it resolves, and what it refuses.
@Suite(.enabled(if: Tools.kubectl != nil))
struct KubectlConfigTests {
    /// Files by name, the value of `KUBECONFIG` by their names, and the context; nil for the current one.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var files: [String: String]
        var list: String
        var context: String?

        var testDescription: String { name }
    }

    private static let users = """
        users:
        - {name: u, user: {token: a}}
        - {name: v, user: {tokenFile: sub/token}}
        - {name: w, user: {client-certificate: sub/c.pem, client-key: ../k.pem}}
        - {name: e, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: bin/p, args: [x], interactiveMode: Never}}}
        """
    private static let first = """
        current-context: ""
        clusters: [{name: c, cluster: {server: "https://a.example.com", certificate-authority: sub/ca.pem}}]
        \(users)
        """
    private static let second = """
        current-context: x
        clusters:
        - {name: c, cluster: {server: "https://b.example.com", tls-server-name: b.example.com}}
        - {name: d, cluster: {server: "https://d.example.com", tls-server-name: d, proxy-url: "socks5://p:1"}}
        contexts:
        - {name: x, context: {cluster: c, user: u, namespace: mail}}
        - {name: dx, context: {cluster: d, user: v}}
        - {name: wx, context: {cluster: d, user: w}}
        - {name: ex, context: {cluster: d, user: e}}
        - {name: lost, context: {cluster: q, user: v}}
        - {name: nobody, context: {cluster: d, user: q}}
        """

    private static func two(_ name: String, _ context: String?, list: String = "one/a:two/b") -> Case {
        Case(name: name, files: ["one/a": first, "two/b": second], list: list, context: context)
    }

    static let cases = [
        two("the first file that has a name wins whole", nil),
        two("a file that is not there, and empty names", nil, list: ":one/a::gone:two/b:"),
        two("another order", nil, list: "two/b:one/a"),
        two("a token file beside its file, a proxy", "dx"), two("certificate and key beside their file", "wx"),
        two("a plugin beside its file", "ex"), two("a cluster that is not there", "lost"),
        two("a user that is not there", "nobody"), two("a context that is not there", "gone"),
        Case(
            name: "two entries of one name", files: ["one/a": first + "\n- {name: u, user: {token: b}}"], list: "one/a"),
        Case(name: "no YAML", files: ["one/a": "clusters: ["], list: "one/a"),
        Case(name: "a mapping where a list is wanted", files: ["one/a": "clusters: {}"], list: "one/a"),
        Case(
            name: "a broken file behind a whole one", files: ["one/a": second, "two/b": "users: x"], list: "one/a:two/b"
        ),
    ]

    @Test(arguments: cases)
    func `what kubectl resolves and refuses`(case item: Case) async throws {
        let folder = try Folder()
        for (name, text) in item.files { try folder.write(text, to: name) }
        for (name, text) in ["one/sub/ca.pem": "CA", "one/sub/token": "t", "one/sub/c.pem": "C", "k.pem": "K"] {
            try folder.write(text, to: name)
        }
        let list = item.list.split(separator: ":", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : folder.path(String($0)) }.joined(separator: ":")
        var environment = Tools.environment
        environment["HOME"] = folder.path
        environment["KUBECONFIG"] = list
        let theirs = try await Command.run(
            Tools.kubectl ?? "kubectl",
            ["config", "view", "--raw", "--minify", "--flatten", "-o", "json"]
                + (item.context.map { ["--context", $0] } ?? []),
            environment: environment, in: folder.path)
        let paths = KubeconfigPaths(option: nil, environment: ["KUBECONFIG": list], home: nil)
        let ours: KubernetesAccess
        do {
            let read: FileReader = { (path) throws(FileFailure) in
                (try? Data(contentsOf: URL(fileURLWithPath: path))).map { Array($0) }
            }
            ours = try KubernetesAccess(try Kubeconfig.load(paths, read: read), context: item.context, read: read)
        } catch {
            #expect(theirs.status != 0 || item.context == "nobody", "\(error) \(theirs)")
            return
        }
        #expect(theirs.status == 0, "\(theirs)")
        let shown = try JSONValue.parse(theirs.out)
        let (cluster, user) = (shown["clusters"]?[0]?["cluster"], shown["users"]?[0]?["user"])
        #expect(ours.server == cluster?["server"]?.string)
        #expect(ours.authorityPEM == cluster?["certificate-authority-data"]?.string.flatMap(Self.decoded))
        #expect(ours.trust.serverName == cluster?["tls-server-name"]?.string)
        #expect(ours.proxy == cluster?["proxy-url"]?.string.map { .url($0) })
        #expect(ours.namespace == shown["contexts"]?[0]?["context"]?["namespace"]?.string ?? "default")
        #expect(ours.context == shown["current-context"]?.string)
        #expect(
            ours.trust.clientCertificate?.certificatePEM
                == user?["client-certificate-data"]?.string.flatMap(Self.decoded))
        #expect(ours.trust.clientCertificate?.privateKeyPEM == user?["client-key-data"]?.string.flatMap(Self.decoded))
        switch ours.authentication {
        case .token(let token): #expect(token == user?["token"]?.string)
        case .tokenFile(let path): #expect(path == folder.path("one/sub/token") && user?["tokenFile"] != nil)
        case .exec(let exec): #expect(exec.program == folder.path("one/bin/p") && user?["exec"]?["args"] == ["x"])
        case .none: #expect(user?["client-key-data"] != nil)
        case .eks: Issue.record("no EKS here")
        }
    }

    private static func decoded(_ text: String) -> String? {
        Base64.decode(text).map { String(decoding: $0, as: UTF8.self) }
    }
}
