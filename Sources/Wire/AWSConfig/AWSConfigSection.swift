extension AWSConfigFile {
    /// One section with its properties.
    public struct Section: Sendable {
        /// What a section describes.
        public enum Kind: Hashable, Sendable {
            /// A profile.
            case profile
            /// A sign-in that profiles share.
            case ssoSession
            /// Endpoints per service that profiles share.
            case services
            /// A kind that is not known here, by its first word.
            case other(String)
        }

        /// What the section describes.
        public let kind: Kind

        /// The name in the header: `[profile dev]` and `[dev]` are both `dev`.
        public let name: String

        /// Where the header stands first.
        public let position: SourcePosition

        /// The properties in order; each name stands once.
        public var properties: [Property]

        /// Makes a section.
        public init(kind: Kind, name: String, position: SourcePosition, properties: [Property] = []) {
            self.kind = kind
            self.name = name
            self.position = position
            self.properties = properties
        }

        /// The value of a property, its name compared without case; nil when there is none.
        public subscript(key: String) -> String? { property(key)?.value }

        /// The property of this name, compared without case.
        public func property(_ key: String) -> Property? {
            let wanted = key.lowercased()
            return properties.first { $0.key == wanted }
        }
    }

    /// One property of a section.
    public struct Property: Sendable {
        /// The name in small letters.
        public let key: String

        /// The value without comment; indented lines below follow after line feeds.
        public var value: String

        /// Where the name stands.
        public let position: SourcePosition

        /// The indented `name = value` lines below a property without a value, such as `s3 =`.
        public var nested: [Property]

        /// What the AWS command line takes for the value where that differs, because it keeps comments.
        public internal(set) var commandLineValue: String?

        /// Makes a property.
        public init(
            key: String, value: String, position: SourcePosition, nested: [Property] = [],
            commandLineValue: String? = nil
        ) {
            self.key = key
            self.value = value
            self.position = position
            self.nested = nested
            self.commandLineValue = commandLineValue
        }

        /// The value of a nested property, its name compared without case.
        public subscript(key: String) -> String? {
            let wanted = key.lowercased()
            return nested.first { $0.key == wanted }?.value
        }
    }
}

extension AWSConfigFile.Property: CustomStringConvertible, CustomDebugStringConvertible {
    /// Name and place only: values may be secret keys.
    public var description: String { "\(key) in line \(position.line)" }

    /// Name and place only: values may be secret keys.
    public var debugDescription: String { description }
}
