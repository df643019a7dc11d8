extension Simulator {
    /// The files that point clients at this simulation, as texts: a program that holds the simulation itself needs
    /// none of them on disk.
    ///
    /// - Parameter directory: Where the files would be.
    /// - Returns: Texts by path: `aws-config`, `aws-credentials`, `kubeconfig` and `answers.yaml` in the directory.
    public func files(in directory: String) -> [String: String] {
        let files = StateFiles(simulator: self, directory: directory)
        return [
            "\(directory)/aws-config": files.config, "\(directory)/aws-credentials": files.credentials,
            "\(directory)/kubeconfig": files.kubeconfig, "\(directory)/answers.yaml": files.answers,
        ]
    }
}
