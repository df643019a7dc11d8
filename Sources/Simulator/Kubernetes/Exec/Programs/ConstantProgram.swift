/// `true` and `false`: nothing but an exit code.
struct ConstantProgram: PodProgram {
    let code: Int

    func run(_ process: PodProcess) async -> Int { code }
}
