import Stage
import Testing

@Suite struct StageScriptTests {
    @Test func `a talk takes as long as its chapters`() {
        let chapters = [90, 120].map {
            StageScript.Chapter(title: "", sentences: [], plannedSeconds: $0, steps: [])
        }
        #expect(StageScript(title: "", chapters: chapters).plannedSeconds == 210)
    }
}
