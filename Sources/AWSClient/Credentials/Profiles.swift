public import Wire

/// The profiles of a machine, as the AWS CLI sees them: config file and shared credentials file together.
///
/// Reading them touches two files and no network, and runs nothing.
public struct Profiles: Sendable {
    /// The path of the config file, read or not.
    public let configPath: String
    /// The path of the shared credentials file, read or not.
    public let credentialsPath: String
    /// The config file; nil when there is none.
    public let config: AWSConfigFile?
    /// The shared credentials file; nil when there is none.
    public let credentials: AWSConfigFile?

    /// Reads both files.
    ///
    /// `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` name other places than `~/.aws/config` and
    /// `~/.aws/credentials`; a leading `~` stands for the home directory.
    ///
    /// - Throws: `CredentialError.unreadableFile` with file and line.
    public static func load(_ context: CredentialContext) throws(CredentialError) -> Profiles {
        let configPath = context.path(variable: "AWS_CONFIG_FILE", default: "~/.aws/config")
        let credentialsPath = context.path(variable: "AWS_SHARED_CREDENTIALS_FILE", default: "~/.aws/credentials")
        return Profiles(
            configPath: configPath, credentialsPath: credentialsPath,
            config: try read(configPath, .config, context),
            credentials: try read(credentialsPath, .credentials, context))
    }

    init(configPath: String, credentialsPath: String, config: AWSConfigFile?, credentials: AWSConfigFile?) {
        self.configPath = configPath
        self.credentialsPath = credentialsPath
        self.config = config
        self.credentials = credentials
    }

    /// The names of all profiles, those of the config file first, each once.
    public var names: [String] {
        var names: [String] = []
        for name in (config?.profileNames ?? []) + (credentials?.profileNames ?? []) where !names.contains(name) {
            names.append(name)
        }
        return names
    }

    /// That there is no profile of a name.
    func unknown(_ name: String) -> CredentialError {
        .unknownProfile(name, known: names, unprefixed: config?.unprefixedNames ?? [])
    }

    /// The profile that counts when nobody names one: `AWS_PROFILE`, `AWS_DEFAULT_PROFILE`, `default`.
    public static func chosen(in environment: [String: String]) -> (name: String, variable: String?) {
        for variable in ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"] {
            if let name = environment[variable], !name.isEmpty { return (name, variable) }
        }
        return ("default", nil)
    }

    /// A profile with the values of both files; nil when neither knows it.
    public func profile(_ name: String) -> Profile? {
        let inConfig = config?.profile(name)
        let inCredentials = credentials?.profile(name)
        guard inConfig != nil || inCredentials != nil else { return nil }
        return Profile(name: name, config: inConfig, credentials: inCredentials)
    }

    private static func read(_ path: String, _ kind: AWSConfigFile.Kind, _ context: CredentialContext)
        throws(CredentialError) -> AWSConfigFile?
    {
        let bytes: [UInt8]?
        do {
            bytes = try context.files.read(path)
        } catch {
            throw .unreadableFile(path: path, problem: error.reason, line: nil)
        }
        guard let bytes else { return nil }
        do {
            return try AWSConfigFile.parse(bytes, kind: kind)
        } catch {
            throw .unreadableFile(path: path, problem: error.reason, line: error.position.line)
        }
    }
}

extension CredentialContext {
    /// The path that a variable names, or its default; `~` is the home directory.
    func path(variable: String, default path: String) -> String {
        let named = environment[variable].flatMap { $0.isEmpty ? nil : $0 }
        return expanded(named ?? path)
    }

    /// A path with its leading `~` replaced by the home directory.
    func expanded(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/"), let home else { return path }
        return (home.hasSuffix("/") ? String(home.dropLast()) : home) + path.dropFirst()
    }

    /// A variable that is set and not blank; blanks around it do not count.
    func variable(_ name: String) -> String? {
        guard let value = environment[name] else { return nil }
        let trimmed = value.trimmingWhitespace
        return trimmed.isEmpty ? nil : trimmed
    }
}
