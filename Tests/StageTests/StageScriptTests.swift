import Stage
import Testing

@Suite struct StageScriptTests {
    @Test func aTalkTakesAsLongAsItsChapters() {
        let chapters = [90, 120].map {
            StageScript.Chapter(title: "", sentences: [], plannedSeconds: $0, steps: [])
        }
        #expect(StageScript(title: "", chapters: chapters).plannedSeconds == 210)
    }
}
