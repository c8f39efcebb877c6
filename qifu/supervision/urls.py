from django.urls import path

from qifu.supervision.views import (
    appeal,
    board,
    checklist,
    inspecting,
    ladder,
    leader,
    orders,
    redrawing,
    sampling,
    sampling_results,
)

urlpatterns = [
    path("supervision/", board.board, name="supervision-board"),
    path("supervision/steps/", board.ladder_steps, name="ladder-steps"),
    path("supervision/orders/", orders.orders, name="orders"),
    path("supervision/orders/<int:pk>/", orders.order, name="order"),
    path("supervision/orders/<int:pk>/<slug:verb>/", orders.order_step, name="order-step"),
    path("supervision/escalations/<int:pk>/", appeal.escalation, name="escalation"),
    path("supervision/of-appeal/<number:number>/", appeal.of_appeal, name="appeal-supervision"),
    path("supervision/of-appeal/<number:number>/urge/", appeal.by_hand, {"verb": "urge"}, name="urge"),
    path(
        "supervision/of-appeal/<number:number>/order/", appeal.by_hand, {"verb": "order"}, name="issue-order"
    ),
    path(
        "supervision/of-appeal/<number:number>/instruct/",
        appeal.by_hand,
        {"verb": "instruct"},
        name="instruct",
    ),
    path("supervision/ladder/", ladder.ladder, name="ladder"),
    path("my-companies/", leader.leader_page, name="leader-page"),
    path("inspections/", sampling.draws, name="draws"),
    path("inspections/draw/", sampling.new_draw, name="draw-new"),
    path("inspections/results/", sampling_results.results, name="inspection-results"),
    path("inspections/form/", checklist.checklist, name="checklist"),
    path("inspections/cases/", inspecting.inspections, name="inspections"),
    path("inspections/cases/give/", inspecting.give, name="inspections-give"),
    path("inspections/cases/<int:pk>/", inspecting.inspection, name="inspection"),
    path("inspections/cases/<int:pk>/take-over/", inspecting.take_over, name="inspection-take-over"),
    path("inspections/of-appeal/<number:number>/", inspecting.of_appeal, name="appeal-inspections"),
    path("inspections/<int:pk>/", sampling.one_draw, name="draw"),
    path("inspections/<int:pk>/redraw/", redrawing.redraw, name="redraw"),
    path("inspections/<int:pk>/frame/", redrawing.frame, name="draw-frame"),
    path("inspections/<int:pk>/share/", sampling.share_draw, name="draw-share"),
    path("inspections/<int:pk>/cancel/", sampling.cancel_draw, name="draw-cancel"),
    path("inspections/<int:pk>/export/", sampling.export_draw, name="draw-export"),
]
