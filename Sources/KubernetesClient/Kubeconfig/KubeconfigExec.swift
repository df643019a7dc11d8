/// A program that prints credentials (client.authentication.k8s.io/v1 and v1beta1).
public struct KubeconfigExec: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// One variable the program gets.
    public struct Variable: Hashable, Sendable {
        /// The name.
        public var name: String
        /// The value; may be a secret.
        public var value: String
    }

    /// The program; with a slash in it, relative to the file's folder.
    public var command: KubeconfigText
    /// Its arguments.
    public var arguments: [String]
    /// What is added to its environment.
    public var environment: [Variable]
    /// The version of the protocol it speaks.
    public var apiVersion: String?

    /// The value of a variable, nil when it is not set.
    public func variable(_ name: String) -> String? {
        environment.first { $0.name == name }?.value
    }

    /// The command line without the environment.
    public var description: String { ([command.text] + arguments).joined(separator: " ") }

    /// The same as ``description``.
    public var debugDescription: String { description }
}
