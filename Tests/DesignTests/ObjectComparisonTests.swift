import Testing
import Wire

@testable import Design

/// Wanted objects of the cluster against what a real API server keeps of them.
struct ObjectComparisonTests {
    @Test func `what the API server drops is no difference`() {
        let wanted: JSONValue = ["env": [["name": "AWS_PAGER", "value": ""], ["name": "HOME", "value": "/h"]]]
        let kept: JSONValue = ["env": [["name": "AWS_PAGER"], ["name": "HOME", "value": "/h"]]]
        #expect(ObjectComparison.differences(wanted, kept).isEmpty)
        #expect(ObjectComparison.differences(wanted, ["env": [["name": "AWS_PAGER", "value": "less"]]]).count == 1)
    }
}
