import Wire

/// The one place where credential errors are worded.
enum CredentialErrorWording {
    static func sentence(for error: CredentialError) -> String {
        switch error {
        case .none(let looked):
            return "No credentials found (looked at \(looked.joined(separator: ", "))). Name a profile, "
                + "or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        case .unknownProfile(let name, _, let unprefixed) where unprefixed.contains(name):
            return "There is no profile \"\(name)\": the config file has [\(name)], where a profile is written "
                + "[profile \(name)]. Put \"profile \" before the name there."
        case .unknownProfile(let name, let known, let unprefixed):
            let sections = unprefixed.prefix(8).map { "[\($0)]" }.joined(separator: ", ")
            let lacking =
                sections.isEmpty ? "" : " (what the config file has as \(sections) lacks \"profile \" before the name)"
            let list = (known.isEmpty ? "there are no profiles" : "there are " + quoted(known)) + lacking
            return "There is no profile \"\(name)\": \(list). Choose one of them, or create it with "
                + "\"aws configure --profile \(ShellQuoting.word(name))\"."
        case .partial(let source, let missing):
            return "Half of a key pair found in \(source): \(missing) is missing. Set it, or remove the other half."
        case .invalidConfiguration(let profile, let problem, let file, let line):
            return
                "Profile \"\(profile)\" cannot be used: \(problem)\(place(file, line)). Correct it in the config file."
        case .unreadableFile(let path, let problem, let line):
            return "\(path)\(line.map { ":\($0)" } ?? "") cannot be read as an AWS config file: \(problem). "
                + "Correct the file, then try again."
        case .circularProfiles(let names):
            return "The profiles \(names.joined(separator: ", ")) name each other as source_profile. "
                + "One of them needs credentials of its own."
        case .signInExpired(let profile, let command):
            return "The sign-in of profile \"\(profile)\" has expired. Run \"\(command)\", then try again."
        case .notSignedIn(let profile, let command):
            return "Profile \"\(profile)\" is not signed in on this machine. Run \"\(command)\", then try again."
        case .noMFACode(let profile, let serial):
            return "Profile \"\(profile)\" needs a code from the device \(serial), and none was given. "
                + "Try again and enter the six digits."
        case .processFailed(let profile, let problem):
            return "The credential_process of profile \"\(profile)\" failed: \(problem). "
                + "Run the command by hand to see why."
        case .refused(let profile, let error):
            let who = profile.map { " for profile \"\($0)\"" } ?? ""
            let message = error.message.isEmpty ? "" : ": \(error.message)"
            return "\(error.service.displayName) \(error.operation) was refused\(who) with \(error.code)\(message). "
                + advice(for: error)
        case .unreachable(let source, let problem):
            return "\(source) gave no credentials: \(problem). Check that it can be reached from here."
        case .unreadableToken(let path, let problem):
            return "The token file \(path) cannot be read: \(problem). Check the path and its permissions."
        case .expired(let source, let time):
            return "The credentials \(source.words) expired at \(time). Get new ones, then try again."
        case .noRegion(let profile):
            let where_ = profile.map { "in profile \"\($0)\"" } ?? "in a profile"
            return "No region is known. Set \"region\" \(where_), set AWS_REGION, or choose one."
        case .cancelled:
            return "Stopped before credentials were found."
        }
    }

    private static func place(_ file: String?, _ line: Int?) -> String {
        guard let file else { return "" }
        return " (\(file)\(line.map { ":\($0)" } ?? ""))"
    }

    private static func quoted(_ names: [String]) -> String {
        let shown = names.prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
        return names.count > 8 ? shown + " and \(names.count - 8) more" : shown
    }

    private static func advice(for error: AWSError) -> String {
        if error.operation == "AssumeRole", error.isAccessDenied {
            return "Check that the role's trust policy names the source credentials and that they may sts:AssumeRole."
        }
        if error.isAboutCredentials { return "Renew the credentials it was called with." }
        return "Correct what it names, then try again."
    }
}
