/// One step on the way to a profile's credentials: the first gives some, each following one assumes a role.
enum CredentialStep: Hashable, Sendable {
    /// A key pair in one of the files.
    case keys(KeyPair)
    /// A source named by `credential_source`.
    case named(NamedSource, profile: String)
    /// A role assumed with a token from a file.
    case webIdentity(WebIdentityRole)
    /// IAM Identity Center.
    case sso(SSOSettings)
    /// A session opened by `aws login`.
    case login(session: String, profile: String)
    /// A program.
    case process(command: String, profile: String, accountID: String?)
    /// A role assumed with the credentials of the step before.
    case assumeRole(RoleSettings)

    /// A key pair in one of the files.
    struct KeyPair: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
        var accessKeyID: String
        var secretAccessKey: String
        var sessionToken: String?
        var accountID: String?
        var source: CredentialSource

        var description: String { "KeyPair(\(source.words))" }
        var customMirror: Mirror { Mirror(self, children: ["description": description]) }
    }

    /// What `credential_source` may name.
    enum NamedSource: String, Hashable, Sendable {
        case environment = "Environment"
        case instanceMetadata = "Ec2InstanceMetadata"
        case container = "EcsContainer"
    }

    /// A role to be assumed with a token from a file.
    struct WebIdentityRole: Hashable, Sendable {
        /// The profile; nil when the environment asks for it.
        var profile: String?
        var roleARN: String
        var tokenFile: String
        var sessionName: String?
    }

    /// A sign-in with IAM Identity Center and what to take from it.
    struct SSOSettings: Hashable, Sendable {
        var profile: String
        /// The `[sso-session]`; nil for profiles of the old form.
        var session: String?
        var startURL: String
        var region: String
        var accountID: String
        var roleName: String
    }

    /// A role to be assumed and how.
    struct RoleSettings: Hashable, Sendable {
        var profile: String
        var roleARN: String
        var sessionName: String?
        var externalID: String?
        var mfaSerial: String?
        var durationSeconds: Int?
        /// The region the profile names, for the STS endpoint.
        var region: String?
    }
}
