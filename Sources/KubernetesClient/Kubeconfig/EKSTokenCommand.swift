/// What an exec entry says that merely asks for an EKS token: the token can be made without running it.
public struct EKSTokenCommand: Hashable, Sendable {
    /// The cluster's name, which is signed into the token.
    public var cluster: String
    /// The region whose STS is asked; nil leaves it to the profile or environment.
    public var region: String?
    /// The profile whose credentials sign; nil leaves it to the environment.
    public var profile: String?
    /// The role to assume first.
    public var roleARN: String?
    /// What the role's session is called, which access rules of the cluster may ask for; nil leaves it to who assumes.
    public var sessionName: String?
    /// What the role's owner asks for.
    public var externalID: String?

    /// A request for a token.
    public init(
        cluster: String, region: String? = nil, profile: String? = nil, roleARN: String? = nil,
        sessionName: String? = nil, externalID: String? = nil
    ) {
        self.sessionName = sessionName
        self.externalID = externalID
        self.cluster = cluster
        self.region = region
        self.profile = profile
        self.roleARN = roleARN
    }

    /// Whose credentials sign, in words; nil where those of the EKS account's caller do.
    var callerWords: String? {
        let words = [profile.map { "profile \($0)" }, roleARN.map { "role \($0)" }].compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: " as ")
    }

    /// Recognises `aws eks get-token`, `aws-iam-authenticator token` and `sesame token`; nil for every other command and for options
    /// whose meaning is not known here.
    public init?(_ exec: KubeconfigExec) {
        let program = exec.command.text.split(separator: "/").last.map(String.init) ?? ""
        guard let tool = Tool.all.first(where: { [$0.name, $0.name + ".exe"].contains(program) }),
            let options = Options(exec.arguments, tool),
            let cluster = options["--cluster-name"] ?? options["--cluster-id"] ?? options["--cluster"]
        else { return nil }
        // Keys, files or endpoints in the entry's own environment would have to count: that is left to the program.
        for variable in exec.environment
        where variable.name.hasPrefix("AWS_") && !Self.variables.contains(variable.name) { return nil }
        func variable(_ name: String) -> String? { exec.variable(name).flatMap { $0.isEmpty ? nil : $0 } }
        let role = options["--role-arn"] ?? options["--role"]
        self.init(
            cluster: cluster,
            region: options["--region"] ?? options["--eks-region"] ?? variable("AWS_REGION")
                ?? variable("AWS_DEFAULT_REGION"),
            profile: options["--profile"] ?? options["--eks-profile"] ?? variable("AWS_PROFILE")
                ?? variable("AWS_DEFAULT_PROFILE"),
            roleARN: role,
            sessionName: role == nil ? nil : options["--session-name"] ?? tool.sessionName,
            externalID: options["--external-id"])
    }

    /// The variables of an entry that are understood here, or say nothing about who signs.
    private static let variables: Set<String> = [
        "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_STS_REGIONAL_ENDPOINTS",
        "AWS_SDK_LOAD_CONFIG", "AWS_PAGER", "AWS_RETRY_MODE", "AWS_MAX_ATTEMPTS", "AWS_CLI_AUTO_PROMPT",
    ]

    /// A program that prints EKS tokens, and the options of it whose meaning is known here.
    private struct Tool {
        var name: String
        var words: [String]
        /// Options with a value.
        var known: Set<String>
        /// Short names of options.
        var short: [String: String] = [:]
        /// Options without a value that change nothing here.
        var silent: Set<String> = []
        /// What it calls the session of a role.
        var sessionName: String?

        static let all = [
            Tool(
                name: "aws", words: ["eks", "get-token"],
                known: [
                    "--cluster-name", "--cluster-id", "--region", "--profile", "--role-arn", "--output", "--color",
                    "--cli-connect-timeout", "--cli-read-timeout", "--cli-binary-format",
                ], silent: ["--no-cli-pager", "--no-cli-auto-prompt", "--no-paginate", "--debug"],
                sessionName: "EKSGetTokenAuth"),
            Tool(
                name: "aws-iam-authenticator", words: ["token"],
                known: [
                    "--cluster-id", "--role", "--region", "--session-name", "--external-id", "--log-format",
                ],
                short: [
                    "-i": "--cluster-id", "-r": "--role", "-s": "--session-name", "-e": "--external-id",
                    "-l": "--log-format",
                ], silent: ["--cache", "--forward-session-name"]),
            Tool(
                name: "sesame", words: ["token"],
                known: ["--cluster", "--cluster-name", "--eks-region", "--region", "--eks-profile", "--profile"]),
        ]
    }

    private struct Options {
        private var values: [String: String] = [:]

        /// Reads options around the tool's words in their order; nil when anything else stands there.
        init?(_ arguments: [String], _ tool: Tool) {
            var left = tool.words[...]
            var index = arguments.startIndex
            while index < arguments.endIndex {
                let argument = arguments[index]
                index += 1
                guard argument.hasPrefix("-") else {
                    guard argument == left.popFirst() else { return nil }
                    continue
                }
                let equals = argument.firstIndex(of: "=")
                let written = equals.map { String(argument[..<$0]) } ?? argument
                let name = tool.short[written] ?? written
                if let equals, tool.known.contains(name) {
                    values[name] = String(argument[argument.index(after: equals)...])
                } else if tool.known.contains(name), index < arguments.endIndex {
                    values[name] = arguments[index]
                    index += 1
                } else if !tool.silent.contains(argument) {
                    return nil
                }
            }
            guard left.isEmpty else { return nil }
        }

        /// The option's value; nil where it is not given, or empty.
        subscript(name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }
    }
}
