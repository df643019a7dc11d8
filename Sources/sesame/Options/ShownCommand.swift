import Wire

extension CommonOptions {
    /// A command of this program that goes on from here, as a person would type it: with the options of this run that
    /// say which setup, whose credentials and which way, quoted for a shell.
    ///
    /// - Parameters:
    ///   - name: The command: `apply`.
    ///   - more: Its own words, not yet quoted.
    ///   - answersFile: The answers file, where it is not the one of the options.
    /// - Returns: The command; nil where none goes on: standard input is read once, and the demo's world ends with the
    ///   command that started it.
    func command(_ name: String, _ more: [String] = [], answersFile: String? = nil) -> String? {
        guard !demo, let file = answersFile ?? self.answersFile, file != "-" else { return nil }
        var words = ["sesame", name, "--answers", file] + more
        let options = [
            ("--eks-profile", eksProfile), ("--ses-profile", sesProfile), ("--eks-region", eksRegion),
            ("--ses-region", sesRegion), ("--kubeconfig", kubeconfig), ("--context", context),
            ("--endpoint-url", endpointURL),
        ]
        for case (let option, let value?) in options {
            // A value that looks like an option is one to the parser.
            words += value.hasPrefix("-") ? ["\(option)=\(value)"] : [option, value]
        }
        if execPlugins { words.append("--exec-plugins") }
        return words.map(ShellQuoting.word).joined(separator: " ")
    }
}
