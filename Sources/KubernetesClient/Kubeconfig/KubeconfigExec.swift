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
    public var apiVersion: KubeconfigText?
    /// What to tell a person who does not have the program.
    public var installHint: String?
    /// Whether the program is told which cluster is meant.
    public var wantsCluster = false
    /// Whether the program wants to talk with a person: `Never`, `IfAvailable` or `Always`.
    public var interactiveMode: KubeconfigText?

    /// The program as the system is asked for it: a name, or a path.
    public var program: String { command.text.contains("/") ? command.path : command.text }

    /// The value of a variable, nil when it is not set.
    public func variable(_ name: String) -> String? {
        environment.last { $0.name == name }?.value
    }

    /// The command line without the environment.
    public var description: String { ([command.text] + arguments).joined(separator: " ") }

    /// The same as ``description``.
    public var debugDescription: String { description }

    /// Refuses what kubectl refuses: a version that it does not know, and none of what v1 demands.
    ///
    /// Source: `validateAuthInfo` of client-go's `clientcmd`, and its exec plugin.
    func check() throws(KubeconfigProblem) {
        guard let apiVersion, !apiVersion.text.isEmpty else {
            throw problem("apiVersion", "missing", Self.versions.joined(separator: " or "), at: command)
        }
        guard Self.versions.contains(apiVersion.text) else {
            throw problem("apiVersion", apiVersion.text, Self.versions.joined(separator: " or "), at: apiVersion)
        }
        let modes = "Never, IfAvailable or Always"
        guard let mode = interactiveMode, !mode.text.isEmpty else {
            guard apiVersion.text == Self.versions[0] else { return }
            throw problem("interactiveMode", "missing", modes, at: command)
        }
        guard ["Never", "IfAvailable", "Always"].contains(mode.text) else {
            throw problem("interactiveMode", mode.text, modes, at: mode)
        }
    }

    private static let versions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"]

    private func problem(_ key: String, _ found: String, _ expected: String, at text: KubeconfigText)
        -> KubeconfigProblem
    {
        KubeconfigProblem(.unexpected(key: key, found: found, expected: expected), at: text)
    }
}
