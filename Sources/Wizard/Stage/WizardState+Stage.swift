extension WizardState {
    /// Takes what the stage's director tells.
    mutating func heard(_ news: StageNews) -> [WizardEffect] {
        switch news {
        case .chapter(let number): stage?.chapter = number
        case .clock, .playing: break
        case .said(let words): message = Says(words, mark: .attention)
        case .worldChanged: return worldChanged("")
        }
        return []
    }
}
