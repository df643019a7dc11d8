/// Where kubeconfig files are looked for.
public struct KubeconfigPaths: Hashable, Sendable {
    /// The files, the first of which wins.
    public var files: [String]
    /// Whether a file that is not there is an error.
    public var mustExist: Bool

    /// The files of the option, else of `KUBECONFIG` (a colon list, empty names skipped), else `~/.kube/config`.
    ///
    /// - Parameters:
    ///   - option: the value of `--kubeconfig`; nil when it was not given.
    ///   - environment: the variables, injected.
    ///   - home: the person's home folder; nil when nobody knows it.
    public init(option: String?, environment: [String: String], home: String?) {
        if let option, !option.isEmpty {
            self.init(files: [option], mustExist: true)
            return
        }
        let listed = (environment["KUBECONFIG"] ?? "").split(separator: ":").map(String.init)
        let usual = home.map { [$0 + "/.kube/config"] } ?? []
        self.init(files: listed.isEmpty ? usual : listed, mustExist: false)
    }

    /// Files.
    public init(files: [String], mustExist: Bool) {
        self.files = files
        self.mustExist = mustExist
    }
}
