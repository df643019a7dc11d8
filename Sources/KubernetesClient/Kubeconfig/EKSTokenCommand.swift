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

    /// A request for a token.
    public init(cluster: String, region: String? = nil, profile: String? = nil, roleARN: String? = nil) {
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
        let options: Options?
        switch program {
        case "aws", "aws.exe": options = Options(exec.arguments, words: ["eks", "get-token"])
        case "aws-iam-authenticator", "aws-iam-authenticator.exe": options = Options(exec.arguments, words: ["token"])
        case "sesame": options = Options(exec.arguments, words: ["token"])
        default: options = nil
        }
        guard let options,
            let cluster = options["--cluster-name"] ?? options["--cluster-id"] ?? options["-i"] ?? options["--cluster"]
        else { return nil }
        self.init(
            cluster: cluster,
            region: options["--region"] ?? options["--eks-region"] ?? exec.variable("AWS_REGION")
                ?? exec.variable("AWS_DEFAULT_REGION"),
            profile: options["--profile"] ?? options["--eks-profile"] ?? exec.variable("AWS_PROFILE")
                ?? exec.variable("AWS_DEFAULT_PROFILE"),
            roleARN: options["--role-arn"] ?? options["--role"] ?? options["-r"])
        // Keys in the entry's own environment would have to sign: that is left to the program.
        if exec.variable("AWS_ACCESS_KEY_ID") != nil { return nil }
    }

    private struct Options {
        private var values: [String: String] = [:]

        /// Reads options around the given words in their order; nil when anything else stands there.
        init?(_ arguments: [String], words: [String]) {
            var left = words[...]
            var index = arguments.startIndex
            while index < arguments.endIndex {
                let argument = arguments[index]
                index += 1
                guard argument.hasPrefix("-") else {
                    guard argument == left.popFirst() else { return nil }
                    continue
                }
                if let equals = argument.firstIndex(of: "=") {
                    values[String(argument[..<equals])] = String(argument[argument.index(after: equals)...])
                } else if Self.known.contains(argument), index < arguments.endIndex {
                    values[argument] = arguments[index]
                    index += 1
                } else if !Self.silent.contains(argument) {
                    return nil
                }
            }
            guard left.isEmpty, values.keys.allSatisfy(Self.known.contains) else { return nil }
        }

        subscript(name: String) -> String? { values[name] }

        private static let known: Set<String> = [
            "--cluster-name", "--cluster-id", "--region", "--profile", "--role-arn", "--role", "--output", "-i", "-r",
            "--cli-connect-timeout", "--cli-read-timeout", "--cluster", "--eks-region", "--eks-profile",
        ]
        private static let silent: Set<String> = ["--no-cli-pager", "--cache", "--no-cli-auto-prompt"]
    }
}
