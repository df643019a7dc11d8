import AWSClient
import Design
import Setup
import Wizard

extension Trouble {
    /// A caller's credentials.
    init(_ error: CredentialError) {
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
        let advice = error.command.map { "In another terminal: \($0)   sesame notices and goes on by itself" } ?? ""
        self.init(error.sentence, advice: advice, short: short)
    }

    /// A call to AWS.
    init(_ failure: AWSFailure) {
        if case .credentials(let error) = failure {
            self.init(error)
            return
        }
        if case .otherAccount = failure {
            self.init(failure.sentence, short: "other account")
            return
        }
        self.init(failure.sentence, short: failure.code ?? "not reachable")
    }

    /// Live work that stopped.
    init(_ error: SetupError) {
        if case .aws(let failure) = error {
            self.init(failure)
            return
        }
        self.init(error.sentence, short: error.code)
    }
}

extension LinkResult {
    /// A link of a test send.
    init(_ link: SendLink) {
        self.init(
            name: link.name.rawValue, isRight: link.isOK, isUnknown: link.mayHaveHappened,
            milliseconds: link.milliseconds, requestID: link.requestID, detail: link.detail,
            short: link.mayHaveHappened ? "no answer" : link.code ?? LinkResult.words(link.name))
    }

    private static func words(_ link: SendLinkName) -> String {
        switch link {
        case .annotation: "as answered"
        case .token: "from the cluster"
        case .assumeRole: "from STS, for an hour"
        case .send: "taken by SES"
        }
    }
}
