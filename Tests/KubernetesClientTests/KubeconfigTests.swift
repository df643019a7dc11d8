import HTTPClient
import KubernetesClient
import Testing
import Wire

/// Merging, choosing and resolving.
@Suite struct KubeconfigTests {
    private static let main = """
        apiVersion: v1
        kind: Config
        current-context: prod
        clusters:
        - name: mail
          cluster:
            server: https://ABC.gr7.eu-west-1.eks.amazonaws.com/
            certificate-authority-data: Y2VydA==
        contexts:
        - name: prod
          context: {cluster: mail, user: admin, namespace: mail}
        - name: lost
          context: {cluster: gone, user: admin}
        - name: nobody
          context: {cluster: mail, user: gone}
        users:
        - name: admin
          user:
            exec:
              apiVersion: client.authentication.k8s.io/v1beta1
              command: aws
              args: [--region, eu-west-1, eks, get-token, --cluster-name, mail-prod, --output, json]
              env: [{name: AWS_PROFILE, value: eks-admin}]
        """

    private func reader(_ files: [String: String]) -> FileReader {
        { (path) throws(FileFailure) in
            if path.hasSuffix("/forbidden") { throw FileFailure(reason: "permission denied") }
            return files[path].map { Array($0.utf8) }
        }
    }

    private func access(_ text: String, context: String? = nil, files: [String: String] = [:]) throws
        -> KubernetesAccess
    {
        let config = try Kubeconfig.read(Array(text.utf8), file: "/home/a/.kube/config")
        return try KubernetesAccess(config, context: context, read: reader(files))
    }

    private func problem(_ text: String, context: String? = nil, files: [String: String] = [:]) -> KubeconfigProblem? {
        do {
            _ = try access(text, context: context, files: files)
            Issue.record("was accepted")
            return nil
        } catch {
            return error as? KubeconfigProblem
        }
    }

    @Test func `the files are those of the option, the variable or home`() {
        let variable = ["KUBECONFIG": ":/a/config::/b/config:"]
        #expect(KubeconfigPaths(option: "/x", environment: variable, home: "/h").files == ["/x"])
        #expect(KubeconfigPaths(option: "/x", environment: variable, home: "/h").mustExist)
        #expect(KubeconfigPaths(option: nil, environment: variable, home: "/h").files == ["/a/config", "/b/config"])
        #expect(KubeconfigPaths(option: nil, environment: [:], home: "/h").files == ["/h/.kube/config"])
        #expect(
            KubeconfigPaths(option: nil, environment: ["KUBECONFIG": "::"], home: "/h").files == ["/h/.kube/config"])
    }

    @Test func `the first file that has a name wins whole`() throws {
        let files = [
            "/a": """
            current-context: ""
            clusters: [{name: c, cluster: {server: "https://a.example.com"}}]
            users: [{name: u, user: {token: a}}]
            """,
            "/b": """
            current-context: x
            clusters:
            - {name: c, cluster: {server: "https://b.example.com", tls-server-name: b}}
            - {name: d, cluster: {server: "https://d.example.com"}}
            contexts: [{name: x, context: {cluster: c, user: u}}]
            """,
            "/c": "current-context: y",
        ]
        let paths = KubeconfigPaths(files: ["/a", "/missing", "/b", "/c"], mustExist: false)
        let config = try Kubeconfig.load(paths, read: reader(files))
        #expect(config.clusters.map { $0.server?.text } == ["https://a.example.com", "https://d.example.com"])
        #expect(config.clusters.first?.serverName == nil)
        #expect(config.currentContext == "x")
        let access = try KubernetesAccess(config, read: reader(files))
        #expect(access.server == "https://a.example.com")
        #expect(access.authentication == .token("a"))
        #expect(access.namespace == "default")
    }

    @Test func `files that are not there, or cannot be read`() {
        #expect(throws: KubeconfigProblem(.noFile(paths: ["/a", "/b"]))) {
            try Kubeconfig.load(KubeconfigPaths(files: ["/a", "/b"], mustExist: false), read: reader([:]))
        }
        #expect(throws: KubeconfigProblem(.missingFile, file: "/a")) {
            try Kubeconfig.load(KubeconfigPaths(files: ["/a"], mustExist: true), read: reader([:]))
        }
        #expect(throws: KubeconfigProblem(.unreadable("permission denied"), file: "/x/forbidden")) {
            try Kubeconfig.load(KubeconfigPaths(files: ["/x/forbidden"], mustExist: false), read: reader([:]))
        }
        #expect(
            KubeconfigProblem(.unreadable("permission denied"), file: "/x/forbidden").sentence
                == "/x/forbidden: This file cannot be read: permission denied.")
    }

    @Test func `an EKS entry is served without its command`() throws {
        let access = try access(Self.main)
        #expect(access.context == "prod")
        #expect(access.server == "https://ABC.gr7.eu-west-1.eks.amazonaws.com")
        #expect(access.authorityPEM == "cert")
        #expect(access.trust.roots == .pem("cert"))
        #expect(access.namespace == "mail")
        #expect(
            access.authentication
                == .eks(EKSTokenCommand(cluster: "mail-prod", region: "eu-west-1", profile: "eks-admin")))
    }

    @Test func `contexts that lead nowhere name the place`() {
        #expect(
            problem(Self.main, context: "other")?.sentence
                == "There is no context other. There is prod, lost, nobody.")
        #expect(
            problem(Self.main, context: "lost")?.sentence
                == "/home/a/.kube/config, line 13, column 22: The context lost names the cluster gone, which does not "
                + "exist.")
        #expect(
            problem(Self.main, context: "nobody")?.sentence
                == "/home/a/.kube/config, line 15, column 34: The context nobody names the user gone, which does not "
                + "exist.")
        #expect(problem("clusters: []")?.kind == .noContext(available: []))
    }

    private func user(_ body: String) -> String {
        """
        current-context: x
        clusters: [{name: c, cluster: {server: "https://a.example.com"}}]
        contexts: [{name: x, context: {cluster: c, user: u}}]
        users:
        - name: u
          user: \(body)
        """
    }

    @Test(arguments: [
        ("{command: aws, args: [eks, get-token, --cluster-name, c]}", EKSTokenCommand(cluster: "c")),
        (
            "{command: /usr/local/bin/aws, args: [eks, get-token, --cluster-name=c, --region=r, --role-arn, arn]}",
            EKSTokenCommand(cluster: "c", region: "r", roleARN: "arn", sessionName: "EKSGetTokenAuth")
        ),
        (
            "{command: aws-iam-authenticator, args: [token, -i, c, -r, arn]}",
            EKSTokenCommand(cluster: "c", roleARN: "arn")
        ),
        (
            "{command: aws-iam-authenticator, args: [token, --cluster-id=c, -r, arn, -s, me, -e=x, --cache, --region, r]}",
            EKSTokenCommand(cluster: "c", region: "r", roleARN: "arn", sessionName: "me", externalID: "x")
        ),
        (
            "{command: aws, args: [--debug, --color, 'off', eks, get-token, --cluster-id, c]}",
            EKSTokenCommand(cluster: "c")
        ),
        (
            "{command: aws.exe, args: [eks, get-token, --cluster-name, c, --role-arn, ''], env: [{name: AWS_PROFILE}]}",
            EKSTokenCommand(cluster: "c")
        ),
        (
            "{command: sesame, args: [token, --cluster, c, --eks-region, eu-west-1, --eks-profile, p]}",
            EKSTokenCommand(cluster: "c", region: "eu-west-1", profile: "p")
        ),
        (
            "{command: aws, args: [--profile, p, eks, get-token, --cluster-name, c], env: [{name: AWS_PROFILE, value: q}]}",
            EKSTokenCommand(cluster: "c", profile: "p")
        ),
        (
            "{command: aws, args: [eks, get-token, --cluster-name, c], env: [{name: AWS_DEFAULT_REGION, value: r}]}",
            EKSTokenCommand(cluster: "c", region: "r")
        ),
    ])
    func `commands that ask for an EKS token`(exec: String, command: EKSTokenCommand) throws {
        #expect(try access(user("{exec: \(exec)}")).authentication == .eks(command))
    }

    @Test(arguments: [
        "{command: gke-gcloud-auth-plugin}", "{command: aws, args: [eks, get-token]}",
        "{command: aws, args: [s3, ls, --cluster-name, c]}",
        "{command: ./evil, args: [eks, get-token, --cluster-name, c]}",
        "{command: aws, args: [eks, get-token, --cluster-name, c, --endpoint-url, 'https://evil.example.com']}",
        "{command: aws, args: [eks, get-token, --cluster-name, c, --query, x]}",
        "{command: aws, args: [eks, get-token, extra, --cluster-name, c]}",
        "{command: aws, args: [eks, get-token, --cluster-name, c], env: [{name: AWS_ACCESS_KEY_ID, value: k}]}",
        "{command: aws, args: [eks, get-token, --cluster-name, c], env: [{name: AWS_CONFIG_FILE, value: /f}]}",
        "{command: aws-iam-authenticator, args: [token, -i, c, --token-only]}",
        "{command: aws-iam-authenticator, args: [token, -i, c, --endpoint-url=https://evil.example.com]}",
        "{command: sesame, args: [token, --cluster, c, --role-arn, r]}",
    ])
    func `other commands are left to the program`(exec: String) throws {
        let entry = exec.dropLast() + ", apiVersion: client.authentication.k8s.io/v1beta1}"
        guard case .exec(let plugin) = try access(user("{exec: \(entry)}")).authentication else {
            Issue.record("\(exec)")
            return
        }
        #expect(exec.contains(plugin.command.text))
    }

    @Test func `a plugin's entry is read whole`() throws {
        let access = try access(
            user(
                """
                {exec: {apiVersion: client.authentication.k8s.io/v1, command: bin/plugin, args: [a, '1'],
                  env: [{name: A, value: b}, {name: E}], installHint: Get it., provideClusterInfo: true,
                  interactiveMode: IfAvailable}}
                """))
        guard case .exec(let exec) = access.authentication else {
            Issue.record("\(access.authentication)")
            return
        }
        #expect(exec.program == "/home/a/.kube/bin/plugin")
        #expect(exec.arguments == ["a", "1"])
        #expect(exec.environment.map { "\($0.name)=\($0.value)" } == ["A=b", "E="])
        #expect(exec.installHint == "Get it.")
        #expect(exec.wantsCluster)
        #expect(exec.interactiveMode?.text == "IfAvailable")
        #expect(
            access.proof
                == CallerProof(.execPlugin("bin/plugin"), user: "u", file: "/home/a/.kube/config"))
    }

    @Test func `tokens, token files and certificates`() throws {
        #expect(try access(user("{token: 0123}")).authentication == .token("0123"))
        #expect(
            try access(user("{token: t, tokenFile: sub/token}")).authentication
                == .tokenFile(path: "/home/a/.kube/sub/token"))
        #expect(try access(user("{}")).authentication == KubernetesAccess.Authentication.none)
        let files = ["/home/a/.kube/c.pem": "CERT", "/abs/k.pem": "KEY"]
        let access = try access(user("{client-certificate: c.pem, client-key: /abs/k.pem, as: someone}"), files: files)
        #expect(access.trust.clientCertificate == ClientCertificate(certificatePEM: "CERT", privateKeyPEM: "KEY"))
        #expect(access.impersonation == Impersonation(user: "someone"))
        let inline = try self.access(
            user("{client-certificate-data: Q0VSVA==, client-certificate: /nowhere, client-key-data: S0VZ}"))
        #expect(inline.trust.clientCertificate == ClientCertificate(certificatePEM: "CERT", privateKeyPEM: "KEY"))
    }

    @Test(arguments: [
        (
            "{client-certificate: c.pem, client-key-data: S0VZ}",
            "client-certificate is /home/a/.kube/c.pem, which does not exist; expected a PEM file."
        ),
        (
            "{client-certificate: /x/forbidden, client-key-data: S0VZ}",
            "client-certificate is /x/forbidden, which cannot be read (permission denied); expected a PEM file."
        ),
        (
            "{client-key-data: '!secret!', client-certificate-data: Q0VSVA==}",
            "client-key-data is not base64; expected base64 of PEM."
        ),
        ("{client-certificate-data: Q0VSVA==}", "client-key is missing; expected certificate and key together."),
        ("{token: [a]}", "token is a list; expected a text."),
        ("{exec: {args: []}}", "exec is without command; expected a command."),
        ("{exec: {command: aws, args: {}}}", "args is a mapping; expected a list."),
        ("[]", "user is a list; expected a mapping."),
        (
            "{username: a, password: b}",
            "The user u uses username, which is not supported: API servers took user name and password away in 1.19. "
                + "Name a context whose user has a token, a client certificate or an exec plugin; aws eks "
                + "update-kubeconfig writes one for a cluster of EKS."
        ),
        (
            "{auth-provider: {name: gcp}}",
            "The user u uses auth-provider, which is not supported: kubectl took auth-provider away in 1.26, and an exec "
                + "plugin takes its place. Name a context whose user has a token"
        ),
        (
            "{exec: {command: plugin}}",
            "apiVersion is missing; expected client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1."
        ),
        (
            "{exec: {command: plugin, apiVersion: client.authentication.k8s.io/v1alpha1}}",
            "apiVersion is client.authentication.k8s.io/v1alpha1; expected client.authentication.k8s.io/v1 or"
        ),
        (
            "{exec: {command: plugin, apiVersion: client.authentication.k8s.io/v1}}",
            "interactiveMode is missing; expected Never, IfAvailable or Always."
        ),
        (
            "{exec: {command: plugin, apiVersion: client.authentication.k8s.io/v1beta1, interactiveMode: maybe}}",
            "interactiveMode is maybe; expected Never, IfAvailable or Always."
        ),
        (
            "{exec: {command: plugin, provideClusterInfo: often}}",
            "provideClusterInfo is a text; expected true or false."
        ),
        ("{exec: {command: plugin, env: [{value: v}]}}", "env is a mapping; expected a list of name and value."),
        ("{as-groups: [g]}", "The user u has as-groups without as; expected as, the user to act as."),
        ("{token: t, as-uid: '7'}", "The user u has as-uid without as"),
        ("{token: t, as: '', as-user-extra: {a: [b]}}", "The user u has as-user-extra without as"),
        ("{as: jane, as-groups: g}", "as-groups is a text; expected a list."),
        ("{as: jane, as-groups: [[g]]}", "as-groups is a list with a list; expected a list of texts."),
        ("{as: jane, as-user-extra: [a]}", "as-user-extra is a list; expected a mapping of lists."),
        ("{as: jane, as-user-extra: {a: b}}", "as-user-extra is a text; expected a list of texts per key."),
    ])
    func `entries that cannot be used say where and why`(body: String, words: String) throws {
        let sentence = try #require(problem(user(body))).sentence
        #expect(sentence.contains(words))
        #expect(sentence.hasPrefix("/home/a/.kube/config, line "))
        #expect(!sentence.contains("secret"))
    }

    @Test(arguments: [
        ("{}", "server is missing; expected the API server's URL."),
        ("{server: a.example.com}", "server is a.example.com; expected a URL that begins with https://."),
        (
            "{server: 'ftp://u:PASS@a.example.com'}",
            "server is ftp://(redacted)@a.example.com; expected a URL that begins with https://."
        ),
        (
            "{server: 'https://a.example.com', certificate-authority-data: '*'}",
            "certificate-authority-data is not base64; expected base64 of PEM."
        ),
        (
            "{server: 'https://a.example.com', insecure-skip-tls-verify: yes}",
            "insecure-skip-tls-verify is a text; expected true or false."
        ),
        (
            "{server: 'https://a.example.com', insecure-skip-tls-verify: true, certificate-authority-data: Y2VydA==}",
            "The cluster c has a certificate-authority and insecure-skip-tls-verify: true, which contradict each other"
        ),
        (
            "{server: 'https://a.example.com', proxy-url: 'ftp://u:PASS@p.example.com'}",
            "proxy-url is ftp://(redacted)@p.example.com; expected a URL that begins with http://, https:// or socks5://."
        ),
        (
            "{server: 'https://a.example.com', proxy-url: 'p.example.com:3128'}",
            "proxy-url is p.example.com:3128; expected a URL that begins with http://, https:// or socks5://."
        ),
        (
            "{server: 'https://a.example.com', insecure-skip-tls-verify: true, certificate-authority: /nowhere}",
            "Take insecure-skip-tls-verify away."
        ),
    ])
    func `clusters that cannot be used`(body: String, words: String) throws {
        let text = """
            current-context: x
            clusters: [{name: c, cluster: \(body)}]
            contexts: [{name: x, context: {cluster: c}}]
            """
        #expect(try #require(problem(text)).sentence.contains(words))
    }

    @Test func `every option of a cluster counts`() throws {
        let text = """
            current-context: x
            clusters:
            - name: c
              cluster:
                server: https://10.0.0.1:6443/base/
                tls-server-name: kubernetes
                proxy-url: http://proxy.example.com:3128
                insecure-skip-tls-verify: true
            contexts: [{name: x, context: {cluster: c}}]
            """
        let access = try access(text)
        #expect(access.server == "https://10.0.0.1:6443/base")
        #expect(access.trust == HTTPTrust(serverName: "kubernetes", acceptsAnyCertificate: true))
        #expect(access.proxy == .url("http://proxy.example.com:3128"))
        #expect(access.authentication == KubernetesAccess.Authentication.none)
    }

    @Test func `nothing tells a secret`() throws {
        let config = try Kubeconfig.read(Array(user("{token: hush}").utf8), file: "/c")
        let access = try KubernetesAccess(config, read: reader([:]))
        #expect(!"\(config.users) \(access.authentication)".contains("hush"))
        #expect(!String(reflecting: access.authentication).contains("hush"))
    }

    @Test func `a token file is read for every call`() async throws {
        let source = FileTokenSource(path: "/t", read: reader(["/t": " abc\n"]))
        #expect(try await source.token(refreshing: false) == "abc")
        for (path, sentence) in [
            ("/u", "The token file /u does not exist."), ("/e", "The token file /e is empty."),
            ("/forbidden", "The token file /forbidden cannot be read: permission denied."),
        ] {
            await #expect(throws: KubernetesFailure.credentials(sentence)) {
                try await FileTokenSource(path: path, read: reader(["/e": "\n"])).token(refreshing: true)
            }
        }
    }
}
