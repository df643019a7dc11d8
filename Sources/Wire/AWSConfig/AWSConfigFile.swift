/// One of the AWS command line's two settings files, in the dialect that AWS's tools share.
///
/// The tools disagree in places. Where one of them refuses a file, it is read as the other one does (indented sections
/// and colons as the AWS command line, sections that stand twice as the SDKs), and ``warnings`` tells where.
public struct AWSConfigFile: Sendable {
    /// Which of the two files it is; they name profiles differently.
    public enum Kind: Hashable, Sendable {
        /// `~/.aws/config`, with `[profile name]`, `[default]`, `[sso-session name]`, `[services name]`.
        case config
        /// `~/.aws/credentials`, with `[name]`.
        case credentials
    }

    /// Which file it is.
    public let kind: Kind

    /// The sections in order; each kind and name stands once.
    public private(set) var sections: [Section]

    /// Where the file was read with a doubt.
    public private(set) var warnings: [AWSConfigWarning]

    /// Reads a file's bytes; a byte order mark and CR LF are accepted.
    public static func parse(_ bytes: [UInt8], kind: Kind) throws(DocumentError) -> AWSConfigFile {
        try AWSConfigReader.read(bytes, kind: kind)
    }

    /// Reads a file's text.
    public static func parse(_ text: String, kind: Kind) throws(DocumentError) -> AWSConfigFile {
        try parse(Array(text.utf8), kind: kind)
    }

    /// Makes a file of sections, each kind and name once.
    public init(kind: Kind, sections: [Section] = [], warnings: [AWSConfigWarning] = []) {
        self.kind = kind
        self.sections = sections
        self.warnings = warnings
    }

    /// The names of the profiles, in order.
    public var profileNames: [String] {
        sections.filter { $0.kind == .profile }.map(\.name)
    }

    /// The names of sections of a config file that would be profiles with "profile " before them: `dev` for `[dev]`.
    public var unprefixedNames: [String] {
        guard kind == .config else { return [] }
        return warnings.compactMap { warning in
            guard case .ignoredSection(let header) = warning.kind else { return nil }
            return header.isEmpty || header.contains(" ") || Self.ownSections.contains(header) ? nil : header
        }
    }

    /// Sections of the AWS command line that are no profiles.
    private static let ownSections = ["plugins", "preview", "DEFAULT"]

    /// The profile of this name; names compare exactly.
    public func profile(_ name: String) -> Section? { section(.profile, name) }

    /// The `[sso-session name]` of this name.
    public func ssoSession(_ name: String) -> Section? { section(.ssoSession, name) }

    /// The `[services name]` of this name.
    public func services(_ name: String) -> Section? { section(.services, name) }

    private func section(_ kind: Section.Kind, _ name: String) -> Section? {
        sections.first { $0.kind == kind && $0.name == name }
    }
}
