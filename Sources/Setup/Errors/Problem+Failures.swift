public import AWSClient
public import Calls
public import Design
public import Observation

// Where failures become problems: the one place that chooses their words, codes and ends.

extension Problem {
    /// A caller's credentials cannot be found or used.
    ///
    /// - Parameters:
    ///   - error: Why.
    ///   - side: Whose they are, where the sentence has to say so.
    public init(_ error: CredentialError, side: Side? = nil) {
        let short =
            switch error {
            case .signInExpired, .expired: "sign-in expired"
            case .notSignedIn: "not signed in"
            case .unknownProfile: "no such profile"
            case .noMFACode: "needs an MFA code"
            case .none: "none found"
            case .unreachable: "not reachable"
            default: "does not work"
            }
        var failure: CallFailure?
        if case .refused(_, let refusal) = error { failure = AWSFailure.service(refusal).facts() }
        self.init(
            "\(side.map { "\($0.words): " } ?? "")\(error.sentence)", code: "NoCredentials",
            advice: error.command.map { "In another terminal: \($0)   sesame notices and goes on by itself" } ?? "",
            short: short, exitCode: error.isAboutConfiguration ? .badData : .unreachable, failure: failure)
    }

    /// A call to AWS failed.
    public init(_ failure: AWSFailure) {
        if case .credentials(let error) = failure {
            self.init(error)
            code = failure.shortCode
        } else {
            let isOther = failure.isOtherAccount
            self.init(
                failure.sentence, code: failure.shortCode,
                short: isOther ? "other account" : failure.code ?? "not reachable", failure: failure.facts())
        }
        exitCode = failure.exitCode
    }

    /// A call to the cluster failed.
    ///
    /// - Parameters:
    ///   - problem: Why.
    ///   - operation: Verb and resource: `get serviceaccounts`.
    ///   - cluster: The cluster, in words.
    public init(_ problem: ClusterProblem, operation: String? = nil, in cluster: String = "the cluster") {
        var failure = problem.failure(in: cluster)
        failure.operation = operation ?? failure.operation
        self.init(
            problem.sentence, code: problem.code, short: problem.code, exitCode: problem.exitCode, failure: failure)
    }

    /// Work on a setup stopped, before anything was written.
    public init(_ error: SetupError) { self = error.problem(afterWrites: false) }
}

extension SetupError {
    /// The error for people and programs, with the facts of the call that met it.
    ///
    /// - Parameter afterWrites: Whether the same work has written something before.
    /// - Returns: The problem, whose sentence never says "nothing" of work that wrote.
    public func problem(afterWrites: Bool) -> Problem {
        var problem: Problem
        switch self {
        case .aws(let failure): problem = Problem(failure)
        case .cluster(let failure): problem = Problem(failure)
        default:
            problem = Problem(sentence(afterWrites: afterWrites), code: code, short: code, failure: failure)
        }
        problem.exitCode = exitCode
        return problem
    }

    /// The facts of the call that could not tell what had to be known.
    private var failure: CallFailure? {
        switch self {
        case .callerNotTold(_, let failure), .clusterNotProven(let failure), .issuerNotTold(let failure): failure
        default: nil
        }
    }
}

extension CallFailure {
    /// How a command ends that cannot do without the answer.
    var exitCode: ExitCode {
        switch kind {
        case .misconfigured: .badData
        case .unreachable: .unreachable
        case .denied, .absent, .doubtful: .incomplete
        }
    }
}

extension AWSFailure {
    /// AWS's code, or a word of sesame's where AWS gave none: for JSON documents.
    var shortCode: String {
        switch self {
        case .service(let error): error.code
        case .otherAccount, .unbound: "WrongAccount"
        case .cancelled: "Cancelled"
        case .transport, .notAWS, .credentials, .malformed, .endpoint: "Unreachable"
        }
    }

    /// Whether the caller's credentials have ended or are not known any more, so that no further call can work.
    var isSignInOver: Bool {
        switch self {
        case .credentials: true
        case .service(let error): error.isAboutCredentials
        case .otherAccount, .unbound, .transport, .notAWS, .malformed, .endpoint, .cancelled: false
        }
    }

    /// Whether the credentials turned out to be another account's.
    var isOtherAccount: Bool {
        if case .otherAccount = self { true } else { false }
    }

    /// How a command ends that stops at this.
    var exitCode: ExitCode {
        switch self {
        case .service(let error): error.isAccessDenied || error.isAboutCredentials ? .incomplete : .failed
        case .transport, .notAWS, .credentials, .endpoint: .unreachable
        case .otherAccount, .unbound: .refused
        case .malformed, .cancelled: .failed
        }
    }
}

extension ClusterProblem {
    /// How a command ends that stops at this.
    var exitCode: ExitCode {
        switch self {
        case .unreachable, .lost: .unreachable
        case .denied, .unauthorized: .incomplete
        case .misconfigured: .badData
        case .conflict, .refused, .cancelled: .failed
        }
    }

    /// Whether the caller lacks a right, or is not known.
    var isRefusal: Bool {
        switch self {
        case .denied, .unauthorized: true
        case .conflict, .refused, .unreachable, .lost, .misconfigured, .cancelled: false
        }
    }
}

extension CredentialError {
    /// Whether a file or a flag is wrong, rather than credentials being missing, expired or refused.
    var isAboutConfiguration: Bool {
        switch self {
        case .unknownProfile, .partial, .invalidConfiguration, .unreadableFile, .circularProfiles, .noRegion: true
        case .signInExpired, .notSignedIn, .noMFACode, .processFailed, .refused, .unreachable, .unreadableToken,
            .expired, .none, .cancelled:
            false
        }
    }
}
