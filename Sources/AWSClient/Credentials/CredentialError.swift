/// Why there are no usable credentials: facts, worded in `sentence`.
public indirect enum CredentialError: Error, Hashable, Sendable {
    /// Nothing in the chain gave credentials; the places that were looked at, in order.
    case none(looked: [String])
    /// A profile that nobody defines; the names that exist, and those that the config file has without "profile ".
    case unknownProfile(String, known: [String], unprefixed: [String])
    /// Half of a key pair: where, and what is missing.
    case partial(source: String, missing: String)
    /// A profile or session says something that cannot be used; the file's line where it is known.
    case invalidConfiguration(profile: String, problem: String, file: String?, line: Int?)
    /// A config file that cannot be read as one.
    case unreadableFile(path: String, problem: String, line: Int?)
    /// `source_profile` runs in a circle.
    case circularProfiles([String])
    /// The IAM Identity Center or `aws login` session has ended; the exact command that renews it.
    case signInExpired(profile: String, command: String)
    /// Nobody has signed in yet on this machine; the exact command that does.
    case notSignedIn(profile: String, command: String)
    /// The multi-factor code was not given.
    case noMFACode(profile: String, serial: String)
    /// The program named by `credential_process` failed: exit status and the first line of its complaint.
    case processFailed(profile: String, problem: String)
    /// STS or the portal refused: the operation and the error.
    case refused(profile: String?, error: AWSError)
    /// The place that hands out credentials could not be reached or answered nonsense.
    case unreachable(source: String, problem: String)
    /// A file that should hold a token cannot be read.
    case unreadableToken(path: String, problem: String)
    /// The credentials have ended and this source cannot renew them.
    case expired(source: CredentialSource, at: String)
    /// No region is known: where one can be set.
    case noRegion(profile: String?)
    /// The task was cancelled.
    case cancelled

    /// What was found and what to do, in one or two sentences.
    public var sentence: String { CredentialErrorWording.sentence(for: self) }

    /// The command that repairs this, where one does.
    public var command: String? {
        switch self {
        case .signInExpired(_, let command), .notSignedIn(_, let command): command
        default: nil
        }
    }
}
