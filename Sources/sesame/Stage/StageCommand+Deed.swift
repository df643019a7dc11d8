import Stage

extension StageCommand {
    /// What a step of a script breaks, arms or mends.
    init(_ deed: StageScript.FaultDeed) {
        switch deed {
        case .breaks(let name): self = .breaks(name)
        case .arms(let name, let cue): self = .arms(name, cue)
        case .mends(let name): self = .mends(name)
        }
    }
}
