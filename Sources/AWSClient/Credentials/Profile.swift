import Wire

/// One profile: the config file's section and the shared credentials file's, the latter winning key by key.
public struct Profile: Sendable {
    /// The profile's name.
    public let name: String
    /// The section in the config file.
    let config: AWSConfigFile.Section?
    /// The section in the shared credentials file.
    let credentials: AWSConfigFile.Section?

    /// Keys whose values hold no blanks.
    ///
    /// A comment behind such a value is cut, as the SDKs do; behind all others it
    /// is kept, as the AWS CLI does, so that whatever works there is read the same here.
    private static let withoutBlanks: Set<String> = [
        "region", "role_arn", "sso_region", "sso_start_url", "sso_account_id", "duration_seconds", "mfa_serial",
        "endpoint_url", "aws_access_key_id", "credential_source", "use_fips_endpoint", "use_dualstack_endpoint",
        "retry_mode", "max_attempts", "sts_regional_endpoints", "ignore_configured_endpoint_urls",
        "ec2_metadata_service_endpoint", "ec2_metadata_service_endpoint_mode",
    ]

    /// The value of a key, nil when neither file has it.
    public subscript(key: String) -> String? { Profile.value(key, credentials) ?? Profile.value(key, config) }

    /// The value of a key in one section.
    static func value(_ key: String, _ section: AWSConfigFile.Section?) -> String? {
        guard let property = section?.property(key) else { return nil }
        return withoutBlanks.contains(key) ? property.value : property.commandLineValue ?? property.value
    }

    /// The line of a key in the config file, for errors.
    func line(of key: String) -> Int? { config?.property(key)?.position.line }

    /// Whether the merged profile has either half of a key pair.
    var hasStaticKeys: Bool { self["aws_access_key_id"] != nil || self["aws_secret_access_key"] != nil }

    /// Whether a role is to be assumed with other credentials.
    var assumesRole: Bool { self["role_arn"] != nil && self["web_identity_token_file"] == nil }
}
