/// `hostname`: the pod's name.
struct HostnameProgram: PodProgram {
    func run(_ process: PodProcess) async -> Int {
        await process.output.line(process.machine.name)
        return 0
    }
}
