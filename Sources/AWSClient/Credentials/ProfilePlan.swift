import Wire

/// Finds the steps to a profile's credentials, in the order botocore tries its providers; reads nothing but the files'
/// contents and runs nothing.
struct ProfilePlan {
    let profiles: Profiles
    /// Whether `AWS_ROLE_ARN` and its kin may speak for the profile; false for a profile named explicitly.
    let webIdentityEnvironment: CredentialContext?

    /// The steps of a profile; nil when it has no credentials of its own.
    func steps(_ name: String) throws(CredentialError) -> [CredentialStep]? {
        guard let profile = profiles.profile(name) else {
            // Without a section the environment may still ask for a web identity.
            return try webIdentity(name, nil, environment: webIdentityEnvironment).map { [$0] }
        }
        if profile.assumesRole { return try assumedRole(profile, visited: [name]) }
        return try own(profile, environment: webIdentityEnvironment)
    }

    // MARK: Roles

    private func assumedRole(_ profile: Profile, visited: [String]) throws(CredentialError) -> [CredentialStep] {
        let role = CredentialStep.assumeRole(settings(of: profile))
        let source = profile["source_profile"]
        let named = profile["credential_source"]
        switch (source, named) {
        case (nil, nil):
            throw invalid(
                profile, "it has role_arn but neither source_profile nor credential_source", key: "role_arn")
        case (.some, .some):
            throw invalid(profile, "it has both source_profile and credential_source", key: "source_profile")
        case (nil, let named?):
            guard let known = CredentialStep.NamedSource(rawValue: named) else {
                throw invalid(
                    profile,
                    "credential_source is \"\(named)\"; expected Environment, Ec2InstanceMetadata or EcsContainer",
                    key: "credential_source")
            }
            return [.named(known, profile: profile.name), role]
        case (let source?, nil): return try self.source(source, of: profile, visited: visited) + [role]
        }
    }

    private func source(_ name: String, of parent: Profile, visited: [String]) throws(CredentialError)
        -> [CredentialStep]
    {
        guard let profile = profiles.profile(name) else {
            let isUnprefixed = profiles.config?.unprefixedNames.contains(name) ?? false
            let problem =
                isUnprefixed ? "is written [\(name)] there, without \"profile \" before the name" : "does not exist"
            throw invalid(parent, "its source_profile \"\(name)\" \(problem)", key: "source_profile")
        }
        // A profile may name itself: then its own keys are meant.
        if visited.contains(name), name != parent.name || !profile.hasStaticKeys {
            throw .circularProfiles(visited + [name])
        }
        if profile.assumesRole, !profile.hasStaticKeys {
            return try assumedRole(profile, visited: visited + [name])
        }
        guard let steps = try own(profile, environment: nil) else {
            throw invalid(parent, "its source_profile \"\(name)\" has no credentials", key: "source_profile")
        }
        return steps
    }

    private func settings(of profile: Profile) -> CredentialStep.RoleSettings {
        CredentialStep.RoleSettings(
            profile: profile.name, roleARN: profile["role_arn"] ?? "", sessionName: profile["role_session_name"],
            externalID: profile["external_id"], mfaSerial: profile["mfa_serial"],
            durationSeconds: profile["duration_seconds"].flatMap { Int($0) }, region: profile["region"])
    }

    // MARK: Own credentials

    private func own(_ profile: Profile, environment: CredentialContext?) throws(CredentialError) -> [CredentialStep]? {
        if let step = try webIdentity(profile.name, profile, environment: environment) { return [step] }
        if let step = try sso(profile) { return [step] }
        if let step = try keys(profile.credentials, .credentialsFile(profile: profile.name), profiles.credentialsPath) {
            return [step]
        }
        if let session = profile["login_session"] { return [.login(session: session, profile: profile.name)] }
        if let command = profile["credential_process"] {
            return [.process(command: command, profile: profile.name, accountID: profile["aws_account_id"])]
        }
        if let step = try keys(profile.config, .configFile(profile: profile.name), profiles.configPath) {
            return [step]
        }
        return nil
    }

    private func webIdentity(_ name: String, _ profile: Profile?, environment: CredentialContext?)
        throws(CredentialError) -> CredentialStep?
    {
        func value(_ variable: String, _ key: String) -> String? { environment?.variable(variable) ?? profile?[key] }
        guard let file = value("AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file") else { return nil }
        let fromEnvironment = environment?.variable("AWS_WEB_IDENTITY_TOKEN_FILE") != nil
        guard let role = value("AWS_ROLE_ARN", "role_arn") else {
            if fromEnvironment { throw .partial(source: "the environment", missing: "AWS_ROLE_ARN") }
            throw .invalidConfiguration(
                profile: name, problem: "it has web_identity_token_file but no role_arn", file: profiles.configPath,
                line: profile?.line(of: "web_identity_token_file"))
        }
        return .webIdentity(
            CredentialStep.WebIdentityRole(
                profile: fromEnvironment ? nil : name, roleARN: role, tokenFile: file,
                sessionName: value("AWS_ROLE_SESSION_NAME", "role_session_name")))
    }

    private func sso(_ profile: Profile) throws(CredentialError) -> CredentialStep? {
        let account = profile["sso_account_id"]
        let role = profile["sso_role_name"]
        let sessionName = profile["sso_session"]
        guard account != nil || role != nil else {
            // A session alone signs in to other services; with nothing beside it, the profile is half finished.
            guard sessionName != nil, !profile.hasStaticKeys, profile["credential_process"] == nil,
                profile["login_session"] == nil
            else { return nil }
            throw invalid(
                profile, "it has sso_session but neither sso_account_id nor sso_role_name", key: "sso_session")
        }
        var startURL = profile["sso_start_url"]
        var region = profile["sso_region"]
        if let sessionName {
            guard let session = profiles.config?.ssoSession(sessionName) else {
                throw invalid(profile, "there is no [sso-session \(sessionName)]", key: "sso_session")
            }
            for (key, own) in [("sso_start_url", startURL), ("sso_region", region)] {
                guard let shared = session[key] else {
                    throw invalid(profile, "[sso-session \(sessionName)] has no \(key)", key: "sso_session")
                }
                if let own, own != shared {
                    throw invalid(profile, "\(key) differs from that of [sso-session \(sessionName)]", key: key)
                }
            }
            startURL = session["sso_start_url"]
            region = session["sso_region"]
        }
        let missing = [
            ("sso_account_id", account), ("sso_role_name", role), ("sso_start_url", startURL), ("sso_region", region),
        ].filter { $0.1 == nil }.map(\.0)
        guard let account, let role, let startURL, let region, missing.isEmpty else {
            throw invalid(
                profile, "it uses IAM Identity Center but lacks \(missing.joined(separator: ", "))",
                key: sessionName == nil ? "sso_account_id" : "sso_session")
        }
        return .sso(
            CredentialStep.SSOSettings(
                profile: profile.name, session: sessionName, startURL: startURL, region: region, accountID: account,
                roleName: role))
    }

    private func keys(_ section: AWSConfigFile.Section?, _ source: CredentialSource, _ path: String)
        throws(CredentialError) -> CredentialStep?
    {
        guard let key = Profile.value("aws_access_key_id", section), !key.isEmpty else { return nil }
        guard let secret = Profile.value("aws_secret_access_key", section), !secret.isEmpty else {
            throw .partial(
                source: "profile \"\(source.profile ?? "")\" (\(path))", missing: "aws_secret_access_key")
        }
        let token = Profile.value("aws_security_token", section) ?? Profile.value("aws_session_token", section)
        return .keys(
            CredentialStep.KeyPair(
                accessKeyID: key, secretAccessKey: secret, sessionToken: token.flatMap { $0.isEmpty ? nil : $0 },
                accountID: Profile.value("aws_account_id", section), source: source))
    }

    private func invalid(_ profile: Profile, _ problem: String, key: String) -> CredentialError {
        .invalidConfiguration(
            profile: profile.name, problem: problem,
            file: profile.config?.property(key) == nil ? profiles.credentialsPath : profiles.configPath,
            line: profile.line(of: key) ?? profile.credentials?.property(key)?.position.line)
    }
}
