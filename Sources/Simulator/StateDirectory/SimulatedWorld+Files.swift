extension SimulatedWorld {
    /// The files that point clients at this simulation, as texts: a program that holds the simulation itself needs
    /// none of them on disk.
    ///
    /// - Parameters:
    ///   - directory: Where the files would be.
    ///   - endpoints: Where the simulation is reached.
    /// - Returns: Texts by path: `aws-config`, `aws-credentials`, `kubeconfig` and `answers.yaml` in the directory.
    public func files(in directory: String, at endpoints: SimulatorEndpoints) -> [String: String] {
        let files = StateFiles(simulation: self, endpoints: endpoints, directory: directory)
        return [
            "\(directory)/aws-config": files.config, "\(directory)/aws-credentials": files.credentials,
            "\(directory)/kubeconfig": files.kubeconfig, "\(directory)/answers.yaml": files.answers,
        ]
    }
}
