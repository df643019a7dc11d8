import Calls
import Design
import Identifiers
import Wire

extension Check {
    /// The credentials of both accounts work, and are of the accounts that are meant.
    static let callers = Check(
        "callers", .you, "the credentials, and whose accounts they are",
        codes: [
            "CRED-ACCOUNT", "CRED-SSO", "CRED-LOGIN", "CRED-EXPIRED", "CRED-PROFILE", "CRED-UNKNOWN",
            "CRED-SIGNATURE", "CRED-CLOCK", "CRED-ENDING",
        ],
        applies: { !$0.accountSides.isEmpty },
        reads: { context in
            context.subject.accountSides.filter { !context.isHandedOver($0) }
                .flatMap { [Call.readCredentials($0), .getCallerIdentity($0)] }
        },
        right: { context in context.callersInWords },
        findings: { context in
            var found: [Finding] = []
            for side in context.subject.accountSides {
                if context.isHandedOver(side) {
                    found.append(context.handedOver(side))
                } else if let fault = context.callerFault(side) {
                    found.append(fault)
                } else if let note = context.ending(side) {
                    found.append(note)
                }
            }
            // A side that nobody signed in for is no fault, and must not hide that the other one is right.
            let isRight = context.subject.accountSides.contains { context.seen.caller($0)?.value != nil }
            if isRight, found.allSatisfy({ [.skipped, .note].contains($0.status) }),
                found.contains(where: { $0.status == .skipped })
            {
                found.insert(
                    Finding(
                        code: "CRED-ACCOUNT", about: "callers", link: .you, status: .pass,
                        title: context.callersInWords), at: 0)
            }
            return found
        })
}

extension Subject {
    /// The accounts that are known, and so are asked.
    fileprivate var accountSides: [Side] {
        [answers.eksAccount.map { _ in Side.eks }, answers.sesAccount.map { _ in Side.ses }].compactMap(\.self)
    }
}

extension CheckContext {
    /// Why a side's credentials are none; nil where they are there, or nobody looked.
    private func credentialFailure(_ side: Side) -> CallFailure? {
        guard case .failure(let failure)? = seen[.readCredentials(side)]?.outcome else { return nil }
        return failure
    }

    /// Whether nobody signed in for a side, which is a way of working and no fault.
    fileprivate func isHandedOver(_ side: Side) -> Bool {
        guard let failure = credentialFailure(side), seen.caller(side)?.value == nil else { return false }
        return failure.kind == .unreachable && ["NoCredentials", "Unknown", nil].contains(failure.code)
    }

    fileprivate func handedOver(_ side: Side) -> Finding {
        let reason = "nobody signed in for the \(side.words)"
        return Finding(
            code: "CRED-ACCOUNT", about: side.rawValue, link: .you, status: .skipped, title: reason, found: reason)
    }

    /// Who asks, in a few words: `eks-admin and ses-read, the accounts are right`.
    fileprivate var callersInWords: String {
        let names = subject.accountSides.compactMap { side -> String? in
            guard let caller = seen.caller(side)?.value else { return nil }
            return seen[.credentials(side)]?.value?.profile ?? profile(of: side) ?? caller.arn.resourceName
        }
        guard !names.isEmpty else { return "" }
        let verdict = names.count == 1 ? "the account is right" : "the accounts are right"
        return "\(names.listed), \(verdict)"
    }

    fileprivate func callerFault(_ side: Side) -> Finding? {
        if let caller = seen.caller(side)?.value {
            guard let wanted = account(of: side), caller.account != wanted else { return nil }
            return otherAccount(side, caller, wanted)
        }
        if let failure = credentialFailure(side) { return credentialFault(side, failure) }
        guard case .failure(let failure)? = seen[.getCallerIdentity(side)]?.outcome else { return nil }
        var context = failureContext
        context.profile = profile(of: side)
        guard var finding = FailureMeaning.told(failure, context: context), finding.link == .you else { return nil }
        finding.about = side.rawValue
        finding.place = place(of: side)
        finding.brief = "keys for the \(side.words) do not work"
        if finding.code == "CRED-EXPIRED", let state = seen[.credentials(side)]?.value, state.method != "environment" {
            // The entry speaks of variables that win over a profile; these keys come from elsewhere.
            finding.why = ""
            finding.place = "the credentials for the \(side.words), \(state.source)"
            finding.repair(
                "Renew the keys of this caller, or sign in again.", commands: [command(Read.caller(side).call)])
        }
        if finding.fix?.commands.isEmpty != false { finding.repair(commands: [command(Read.caller(side).call)]) }
        return finding
    }

    // MARK: Credentials of another account

    private func otherAccount(_ side: Side, _ caller: CallerState, _ wanted: AccountID) -> Finding {
        let other: Side = side == .eks ? .ses : .eks
        let isSwapped =
            caller.account == account(of: other) && wanted == seen.caller(other)?.value?.account
        return finding("CRED-ACCOUNT", about: side.rawValue) {
            if isSwapped { $0.title = "The credentials of both accounts are swapped." }
            $0.expected = "\(side.words) \(wanted.text)"
            $0.found = "account \(caller.account.text), as \(caller.arn.text)"
            $0.place = "the credentials for the \(side.words)"
            $0.brief = isSwapped ? "both accounts are swapped" : "keys of \(caller.account.text), not \(wanted.text)"
            $0.why =
                "What these credentials see is of another account, so nothing of the \(side.words) was looked at."
            $0.evidence = [
                Finding.Evidence(
                    account: caller.account.text, call: Read.caller(side).call.words, field: "Account",
                    value: caller.account.text)
            ]
            $0.repair(commands: [command(Read.caller(side).call)])
        }
    }

    // MARK: No credentials

    private func credentialFault(_ side: Side, _ failure: CallFailure) -> Finding? {
        guard let code = Self.code(failure) else { return nil }
        return finding(code, about: side.rawValue) {
            let name = profile(of: side)
            if failure.code == "NotSignedIn" { $0.title = "Nobody has signed in with this profile." }
            if code == "CRED-PROFILE" || failure.code == "NotSignedIn" { $0.why = "" }
            $0.found = failure.reason.withoutFullStop
            $0.place = "the credentials for the \(side.words)" + (name.map { ", profile \($0)" } ?? "")
            $0.brief = Self.brief(code, failure, side)
            $0.evidence = [
                Finding.Evidence(
                    account: account(of: side)?.text, call: Call.readCredentials(side).words,
                    field: failure.code ?? "reason", value: failure.reason)
            ]
            guard let name else {
                $0.repair(commands: code == "CRED-EXPIRED" ? $0.fix?.commands ?? [] : [])
                return
            }
            let words = ShellQuoting.word(name)
            let commands =
                switch code {
                case "CRED-SSO": ["aws sso login --profile \(words)"]
                case "CRED-LOGIN": ["aws login --profile \(words)"]
                default: ["aws sts get-caller-identity --profile \(words)"]
                }
            $0.repair(commands: commands)
        }
    }

    /// The code for why there are no credentials; nil where it only cannot be told.
    private static func code(_ failure: CallFailure) -> String? {
        switch failure.code {
        case "SignInExpired", "NotSignedIn": failure.reason.contains("aws login") ? "CRED-LOGIN" : "CRED-SSO"
        case "ExpiredToken", "ExpiredTokenException": "CRED-EXPIRED"
        case "UnknownProfile", "PartialKeys", "BadProfile", "UnreadableFile", "UnreadableToken", "ProcessFailed",
            "NoMFACode":
            "CRED-PROFILE"
        case "InvalidClientTokenId", "UnrecognizedClientException": "CRED-UNKNOWN"
        case "SignatureDoesNotMatch": failure.message?.contains("expired") == true ? "CRED-CLOCK" : "CRED-SIGNATURE"
        case "AccessDenied", "AccessDeniedException": "CRED-PROFILE"
        default: failure.kind == .misconfigured ? "CRED-PROFILE" : nil
        }
    }

    private static func brief(_ code: String, _ failure: CallFailure, _ side: Side) -> String {
        switch code {
        case "CRED-SSO", "CRED-LOGIN":
            failure.code == "NotSignedIn"
                ? "nobody signed in for the \(side.words)" : "the sign-in for the \(side.words) is over"
        case "CRED-EXPIRED": "the keys for the \(side.words) are over"
        default: "no usable keys for the \(side.words)"
        }
    }

    // MARK: Credentials that end soon

    /// Credentials that end within a quarter of an hour may end before a repair is done.
    fileprivate func ending(_ side: Side) -> Finding? {
        guard seen.caller(side)?.value != nil, let state = seen[.credentials(side)]?.value, let end = state.expires
        else { return nil }
        let left = end.seconds(since: now)
        guard left > 0, left < 900 else { return nil }
        return finding("CRED-ENDING", about: side.rawValue) {
            $0.found = "they end \(end.words(at: now))"
            $0.place = "the credentials for the \(side.words), \(state.source)"
            $0.evidence = [evidence(.readCredentials(side), "expires", end.iso8601)]
            $0.repair(commands: [])
        }
    }
}
