import Design

extension RestartTarget {
    /// The workloads that `--restart` names, each once.
    ///
    /// - Parameters:
    ///   - texts: What was typed.
    ///   - namespace: Their namespace.
    /// - Returns: The workloads.
    /// - Throws: `Stop` for one that is none.
    static func read(_ texts: [String], in namespace: String) throws(Stop) -> [RestartTarget] {
        var targets: [RestartTarget] = []
        for text in texts {
            guard let target = RestartTarget(text, in: namespace) else {
                throw Stop(
                    code: .usage, name: "BadOption",
                    message: "--restart: \(text) is no workload: deployment/NAME, statefulset/NAME or daemonset/NAME.")
            }
            if !targets.contains(target) { targets.append(target) }
        }
        return targets
    }
}
